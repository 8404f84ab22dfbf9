import { expect, test } from "vitest";
import { definitions, viewOf } from "../../../provider/cliApi";
import { inputsOf } from "./inputs";
import { secretsOf } from "./secrets";

const azureFiles = "be5ec48c-5b78-49d5-b8fa-7c89ec4569b8";
const azureBlob = "4c10e202-c428-4796-9208-5f1f5732b1cf";

async function names(source: string, auth: Record<string, unknown> | undefined): Promise<string[]> {
  const definition = await definitions.baseConnection();
  const entity = JSON.parse(
    JSON.stringify({ id: "b", name: "x", connectionSpec: { id: source, version: "1.0" }, auth }),
  );
  const view = viewOf(definition, entity);
  const secrets = secretsOf(
    "baseConnection",
    definition,
    view,
    inputsOf("baseConnection", definition, entity).inputs,
  );
  return secrets.map((path) => path.join("."));
}

test("masked parameters have to be set; harmless ones and those of the service have not", async () => {
  const params = {
    connectionString: "https://vault.example/secrets/1",
    usePrivateLink: true,
    privateEndpointId: "e",
    inletUrl: "https://inlet.example",
  };
  expect(await names(azureBlob, { specName: "ConnectionString", params })).toEqual([
    "auth.params.connectionString",
  ]);
});

test("parameters that the authentication spec requires have to be set if the service returns none", async () => {
  expect(await names(azureBlob, { specName: "ConnectionString" })).toEqual(["auth.params.connectionString"]);
});

test("of two spellings of a parameter, the returned one counts", async () => {
  const shown = (user: string) => ({
    specName: "Basic Authentication",
    params: { host: "h", [user]: "***", password: "***" },
  });
  expect(await names(azureFiles, shown("userId"))).toEqual(["auth.params.password", "auth.params.userId"]);
  expect(await names(azureFiles, shown("userid"))).toEqual(["auth.params.password", "auth.params.userid"]);
});

test("a connection without authentication has no secrets", async () => {
  expect(await names(azureBlob, undefined)).toEqual([]);
});

test("both configs of a MadConnect connection have to be set", async () => {
  const definition = await definitions.madconnectConnection();
  expect(secretsOf("madconnectConnection", definition, {}, {})).toEqual([
    ["srcConnectionConfig"],
    ["destConnectionConfig"],
  ]);
});
