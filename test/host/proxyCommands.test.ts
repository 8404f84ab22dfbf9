import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { tokenOf } from "../../provider/kinds";
import { keepEvidence } from "../support/evidence";
import { serviceEnvironment } from "../support/exportCommand";
import { type FakeResponse, fakePulumi } from "../support/fakePulumi";
import { type BehindProxy, behindProxy } from "../support/host/behindProxy";
import { checkout } from "../support/installedPackage";
import { resourceCase } from "../support/resourceCases";
import { secretsIn } from "../support/secrets";

/** Starts a command in the folder of a project, in the environment of a proxy. */
async function start(
  { url, environment }: BehindProxy,
  args: readonly string[],
  pulumi: Readonly<Record<string, FakeResponse>>,
): Promise<{ child: ChildProcess; output: () => string }> {
  const cwd = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  await writeFile(path.join(cwd, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
  const PATH = await fakePulumi(path.join(cwd, "bin"), {
    "version --non-interactive": { output: "v3.276.0\n" },
    "whoami --json": { output: JSON.stringify({ url: `file://${cwd}` }) },
    "stack --show-name": { output: "dev\n" },
    "config --json": { output: "{}" },
    "stack history": { output: "[]" },
    "stack export": stateOf({}),
    ...pulumi,
  });
  const env = { ...serviceEnvironment(url), ...environment, PATH, PULUMI_HOME: path.join(cwd, "home") };
  const child = spawn(process.execPath, [path.join(checkout, "dist/cli/main.js"), ...args], { cwd, env });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      keepEvidence("command-output", chunk.toString());
      text += chunk.toString();
    });
  }
  return { child, output: () => text };
}

function stateOf(deployment: object): FakeResponse {
  return { output: JSON.stringify({ version: 3, deployment: { manifest: { time: "" }, ...deployment } }) };
}

const urn = (type: string) => `urn:pulumi:dev::acme::${type}::orders`;
const reference = 'exports.handler = () => require("pulumi-aep/provider").targetConnection;';
const marked = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

/** What each command gets, and the path of a request that shows that it read the service. */
const commands: readonly [
  name: string,
  prepare: (bed: BehindProxy) => Promise<{ args?: string[]; pulumi?: Record<string, FakeResponse> }>,
  path: string,
][] = [
  ["doctor", async () => ({}), "/data/foundation/"],
  ["export", async () => ({}), "/data/foundation/flowservice/flows"],
  [
    "import",
    async ({ plain }) => {
      const { path, prepare } = resourceCase("targetConnection");
      const id = await plain.create(path, await prepare(plain));
      return { args: ["TargetConnection", "orders", id] };
    },
    "/data/foundation/flowservice/targetConnections/",
  ],
  [
    "recover",
    async ({ plain }) => {
      const inputs = {
        ...(await resourceCase("targetConnection").prepare(plain)),
        orgId: "EMULATOR@AdobeOrg",
        sandbox: "prod",
        __provider: reference,
      };
      const type = tokenOf("targetConnection");
      const operation = { type: "creating", resource: { urn: urn(type), type, custom: true, inputs } };
      return { pulumi: { "stack export": stateOf({ pending_operations: [operation] }) } };
    },
    "/data/foundation/flowservice/targetConnections",
  ],
  [
    "drift",
    async ({ plain }) => {
      const { path, prepare } = resourceCase("targetConnection");
      const body = await prepare(plain);
      const id = await plain.create(path, body);
      const type = tokenOf("targetConnection");
      const own = { orgId: "EMULATOR@AdobeOrg", sandbox: "prod", __provider: reference };
      const values = (secret: unknown) => ({ ...body, ...own, name: secret, description: secret });
      const resource = { urn: urn(type), type, custom: true, id };
      const recorded = { inputs: values(marked("a")), outputs: values(marked("a")) };
      const shown = { ...resource, inputs: values(marked("b")), outputs: values(marked("b")) };
      const metadata = { op: "update", urn: urn(type), type, old: shown, new: shown, detailedDiff: null };
      return {
        pulumi: {
          "stack export": stateOf({ resources: [{ ...resource, ...recorded }] }),
          "refresh --preview-only": { output: `${JSON.stringify({ resOutputsEvent: { metadata } })}\n` },
        },
      };
    },
    "/data/foundation/flowservice/targetConnections/",
  ],
];

test.each(commands)(
  "%s sends its requests through the proxy, and does not show its credentials.",
  async (name, prepare, read) => {
    const bed = await behindProxy();
    const { args = [], pulumi = {} } = await prepare(bed);
    bed.emulator.log.clear();
    const { child, output } = await start(bed, [name, ...args], pulumi);
    // Not until the end, because recover waits longer for an entity that is not there.
    const closed = once(child, "close");
    await Promise.race([closed, expect.poll(() => bed.emulator.log.list({ path: read })).not.toEqual([])]);
    expect(bed.emulator.log.list({ path: read }), output()).not.toEqual([]);
    child.kill("SIGTERM");
    await closed;
    expect(secretsIn(output())).toEqual([]);
  },
);
