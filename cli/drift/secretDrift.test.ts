import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { definitions } from "../../provider/cliApi";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { configFor, secretEnvironment } from "../../test/support/host/testBed";
import { createEndpoint, resourceCase } from "../../test/support/resourceCases";
import { secretReader } from "./secretDrift";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ switches: { interactiveAuthoringRequired: false } });
});
afterAll(() => emulator.close());

const urn = "urn:pulumi:dev::acme::pulumi-nodejs:dynamic/aep:BaseConnection::acme";
const providerUrn = "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::agency";
const marked = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

/** Which client the resource's provider is configured for, and whether that is an explicit provider. */
interface ProviderCase {
  readonly clientId?: string;
  readonly explicit?: boolean;
}

/** Asks which properties of a base connection drifted whose state records these names; `null`: it is not in the state. */
async function drifted(
  recorded: { name: string; description: string } | null,
  { clientId = "emulator-client", explicit = false }: ProviderCase = {},
) {
  const plain = new PlainClient(emulator.url);
  emulator.reset();
  await createEndpoint(plain);
  const base = { ...resourceCase("baseConnection").body, name: "As created", description: "As created" };
  const id = await plain.create("/data/foundation/flowservice/connections", base);
  const fields = { ...base, name: marked(recorded?.name), description: marked(recorded?.description) };
  const outputs = { ...fields, orgId: "EMULATOR@AdobeOrg", sandbox: "prod", etag: '"1"' };
  const provider = explicit ? `${providerUrn}::0a1b` : undefined;
  const resource = { urn, type: "", id, inputs: fields, outputs, provider };
  const values = { ...configFor(emulator.url), "aep:clientId": clientId };
  const inputs = { ...values, "aep:clientSecret": marked(secretEnvironment.AEP_CLIENT_SECRET) };
  const resources = [
    ...(explicit ? [{ urn: providerUrn, type: "pulumi:providers:pulumi-nodejs", inputs }] : []),
    ...(recorded === null ? [] : [resource]),
  ];
  const config = explicit
    ? { "aep:orgId": { value: "OTHER@AdobeOrg" }, "aep:apiUrl": { value: "http://127.0.0.1:9" } }
    : Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
  const environment = explicit ? {} : secretEnvironment;
  const hidden: (() => readonly string[])[] = [];
  const state = { version: 3, deployment: { manifest: { time: "" }, resources } };
  const reader = secretReader({ config, state }, { environment, hide: (secrets) => hidden.push(secrets) });
  try {
    return await reader.drifted(await definitions.baseConnection(), urn);
  } finally {
    expect(hidden.flatMap((secrets) => secrets())).toContain(secretEnvironment.AEP_CLIENT_SECRET);
    await reader.close();
  }
}

test("The properties that differ from the service are returned, and no other.", async () => {
  expect(await drifted({ name: "As created", description: "Before" })).toEqual([["description"]]);
  expect(await drifted({ name: "Before", description: "Before" })).toEqual([["name"], ["description"]]);
  expect(await drifted({ name: "As created", description: "As created" })).toEqual([]);
});

test("A resource that cannot be read or is not in the state is unknown.", async () => {
  expect(
    await drifted({ name: "As created", description: "Before" }, { clientId: "another-client" }),
  ).toBeUndefined();
  expect(await drifted(null)).toBeUndefined();
});

test("A resource is read with the configuration of its explicit provider.", async () => {
  const recorded = { name: "As created", description: "Before" };
  expect(await drifted(recorded, { explicit: true })).toEqual([["description"]]);
  expect(await drifted(recorded, { explicit: true, clientId: "another-client" })).toBeUndefined();
});
