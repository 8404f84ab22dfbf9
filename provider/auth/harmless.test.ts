import { expect, test } from "vitest";
import { connectors } from "../connectors";
import { harmlessElsewhere, isHarmlessParam } from "./harmless";

const of = (id: unknown, specName?: unknown) => ({ connectionSpec: { id }, auth: { specName } });
const { azureBlob, amazonRedshift, hdfs, sapHybris } = connectors;

test.each(["password", "connectionString", "accountKey", "sasUri", "unheardOf", "toString", ""])(
  "With an unknown connector, the value of %o is secret, because it is not in the list.",
  (name) => {
    expect(isHarmlessParam(name, of("another", "Basic Authentication"))).toBe(false);
    expect(isHarmlessParam(name, undefined)).toBe(false);
  },
);

test("Values by which a person recognises a connection may be shown.", () => {
  const names = ["host", "container", "usePrivateLink"];
  expect(names.every((name) => isHarmlessParam(name, of("another")))).toBe(true);
});

test.each([
  ["a documented parameter", azureBlob, "ConnectionString", "container", true],
  ["a credential", azureBlob, "ConnectionString", "connectionString", false],
  ["a parameter of other connectors", azureBlob, "ConnectionString", "host", false],
  ["an address that another connector lacks", amazonRedshift, "Basic Authentication", "server", true],
  ["a URL with parameters that authenticate", hdfs, "Anonymous Authentication", "url", false],
  [
    "a parameter that is never a credential, but may be masked",
    sapHybris,
    "OAuth2 Client Credential",
    "region",
    false,
  ],
])("The rows of a connector decide about %s.", (_what, { id }, specName, name, harmless) => {
  expect(isHarmlessParam(name, of(id, specName))).toBe(harmless);
});

test("An authentication spec that is not documented, or not known yet, has the cautious list.", () => {
  for (const specName of ["Managed Identity", undefined, { apply: "later" }]) {
    expect(isHarmlessParam("host", of(azureBlob.id, specName))).toBe(harmlessElsewhere.has("host"));
    expect(isHarmlessParam("connectionString", of(azureBlob.id, specName))).toBe(false);
  }
});
