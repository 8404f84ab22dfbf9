import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { definitions } from "../../provider/cliApi";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { fakePulumi } from "../../test/support/fakePulumi";
import { configFor, secretEnvironment } from "../../test/support/host/testBed";
import { createEndpoint, resourceCase } from "../../test/support/resourceCases";
import { pulumiIn } from "../pulumi/commandLine";
import { secretReader } from "./secretDrift";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ switches: { interactiveAuthoringRequired: false } });
});
afterAll(() => emulator.close());

const urn = "urn:pulumi:dev::acme::pulumi-nodejs:dynamic/aep:BaseConnection::acme";
const marked = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

/** Asks which properties of a base connection drifted whose state records these names; `null`: it is not in the state. */
async function drifted(recorded: { name: string; description: string } | null, clientId = "emulator-client") {
  const plain = new PlainClient(emulator.url);
  emulator.reset();
  await createEndpoint(plain);
  const base = { ...resourceCase("baseConnection").body, name: "As created", description: "As created" };
  const id = await plain.create("/data/foundation/flowservice/connections", base);
  const fields = { ...base, name: marked(recorded?.name), description: marked(recorded?.description) };
  const outputs = { ...fields, orgId: "EMULATOR@AdobeOrg", sandbox: "prod", etag: '"1"' };
  const resource = { urn, type: "", id, inputs: fields, outputs };
  const deployment = { manifest: { time: "" }, resources: recorded === null ? [] : [resource] };
  const config = Object.entries({ ...configFor(emulator.url), "aep:clientId": clientId });
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const PATH = await fakePulumi(folder, {
    "config --json": {
      output: JSON.stringify(Object.fromEntries(config.map(([key, value]) => [key, { value }]))),
    },
    "stack export": { output: JSON.stringify({ version: 3, deployment }) },
  });
  const environment = { PATH, ...secretEnvironment };
  const reader = secretReader(pulumiIn(folder, environment), "dev", { environment, hide: () => {} });
  try {
    return await reader.drifted(await definitions.baseConnection(), urn);
  } finally {
    await reader.close();
  }
}

test("The properties that differ from the service are returned, and no other.", async () => {
  expect(await drifted({ name: "As created", description: "Before" })).toEqual([["description"]]);
  expect(await drifted({ name: "Before", description: "Before" })).toEqual([["name"], ["description"]]);
  expect(await drifted({ name: "As created", description: "As created" })).toEqual([]);
});

test("A resource that cannot be read or is not in the state is unknown.", async () => {
  expect(await drifted({ name: "As created", description: "Before" }, "another-client")).toBeUndefined();
  expect(await drifted(null)).toBeUndefined();
});
