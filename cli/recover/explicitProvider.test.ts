import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { fakePulumi } from "../../test/support/fakePulumi";
import { createEntity, resourceCase } from "../../test/support/resourceCases";
import { runCommandLine } from "..";

const target = resourceCase("targetConnection");
const provider = "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::acme";
const urn = "urn:pulumi:dev::acme::pulumi-nodejs:dynamic/aep:TargetConnection::orders";

function stateOf(url: string) {
  const inputs = {
    "aep:apiUrl": url,
    "aep:imsUrl": url,
    "aep:orgId": "EMULATOR@AdobeOrg",
    "aep:clientId": "emulator-client",
    "aep:notFromEnvironment": "accessToken",
  };
  const __provider = 'exports.handler = () => require("module")("pulumi-aep/provider").targetConnection;';
  const recorded = { ...target.body, orgId: "EMULATOR@AdobeOrg", sandbox: "prod", __provider };
  const resource = { urn, type: "t", custom: true, inputs: recorded, provider: `${provider}::an-id` };
  return {
    version: 3,
    deployment: {
      manifest: { time: "" },
      resources: [{ urn: provider, type: "pulumi:providers:pulumi-nodejs", id: "an-id", inputs }],
      pending_operations: [{ type: "creating", resource }],
    },
  };
}

test("An interrupted create is looked up with the recorded configuration of its explicit provider.", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\n");
  const begun = new Date(Date.now() - 60_000).toISOString();
  const id = await createEntity(target, new PlainClient(emulator.url), target.body);
  const state = { output: JSON.stringify(stateOf(emulator.url)) };
  const pulumi = await fakePulumi(path.join(folder, "bin"), {
    "whoami --json": { output: JSON.stringify({ url: `file://${folder}` }) },
    "stack --show-name": { output: "dev\n" },
    "stack export": state,
    "stack history": { output: JSON.stringify([{ startTime: begun, result: "in-progress" }]) },
    // The default provider is another one, which must not be used.
    "config --json": { output: JSON.stringify({ "aep:apiUrl": { value: "http://127.0.0.1:9" } }) },
    "stack import": {},
  });
  const lines: string[] = [];
  const code = await runCommandLine(["recover", "--yes"], {
    environment: {
      PATH: pulumi,
      PULUMI_HOME: path.join(folder, "home"),
      AEP_CLIENT_SECRET: "emulator-secret",
      AEP_ACCESS_TOKEN: "not-a-real-token",
    },
    folder,
    log: (line) => lines.push(line),
    error: (line) => lines.push(line),
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  expect(lines.join("\n")).toContain(`${urn}\n  will be added to the state with id ${id}`);
  expect(code).toBe(0);
});
