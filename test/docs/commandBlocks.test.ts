import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { runDoctor } from "../../cli/doctor/project.testing";
import type { RunningEmulator } from "../../emulator/index";
import { tokenOf } from "../../provider/kinds";
import { fillCompared, type SandboxIds } from "../support/compare/sandbox";
import { type RanCommand, type ReaderProject, runCommandsOf } from "../support/docs/commandReader";
import { blockOf, filledIn } from "../support/docs/guide";
import { firstDifference } from "../support/docs/output";
import { commandsIn } from "../support/docs/shell";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { createBlobBase } from "../support/filled/flow";
import { stackResource } from "../support/stackCommand";

let emulator: RunningEmulator;
let plain: PlainClient;
let dev: PlainClient;
let ids: SandboxIds;
beforeAll(async () => {
  emulator = await startEmulator({
    sandboxes: ["prod", { name: "dev", type: "development" }, { name: "stage", type: "production" }],
    switches: { runCancel: "accept", runDurationMs: 3_600_000 },
  });
  plain = new PlainClient(emulator.url);
  dev = new PlainClient(emulator.url, "dev");
  await fillCompared(dev);
  ids = await fillCompared(plain);
});
afterAll(() => emulator.close());

const project: ReaderProject = {
  config: {
    dev: { "aep:sandbox": "dev" },
    prod: { "aep:sandbox": "prod" },
    partner: { "aep:sandbox": "prod" },
  },
  files: { "../other/Pulumi.prod.yaml": "config: {}\n" },
};

const codesOf = (ran: readonly RanCommand[]) => ran.map(({ code }) => code);
const printedBy = (ran: readonly RanCommand[]) => ran.map(({ log, error }) => `${log}\n${error}`).join("\n");

test.each([
  ["compare.md", "Compare two sandboxes: `pulumi-aep compare`", 0, [0, 0, 0, 0]],
  ["promotion.md", "By hand", 0, [0]],
  ["promotion.md", "To another organisation", 0, [0]],
  // Nothing is in stage.
  ["promotion.md", "In a pipeline", 0, [2]],
  ["drift.md", "Detect changes made outside Pulumi: `pulumi-aep drift`", 0, [0, 0]],
  ["gitops.md", "Drift", 0, [0]],
  ["landing-zone.md", "Data landing zone: `pulumi-aep landing-zone`", 0, [0, 0, 0]],
] as const)("the commands of docs/%s below %s work", async (page, section, at, codes) => {
  const ran = await runCommandsOf(blockOf(page, section, at), emulator.url, project);
  expect(codesOf(ran), printedBy(ran)).toEqual(codes);
});

test("the commands of docs/graph.md work", async () => {
  const block = blockOf("graph.md", "Draw pipelines: `pulumi-aep graph`");
  const resources = [stackResource("dataset", "members", ids.dataset)];
  const ran = await runCommandsOf(block, emulator.url, { resources }, { "ACME orders": "Members" });
  expect(codesOf(ran), printedBy(ran)).toEqual([0, 0, 0, 0]);
});

test("the commands of docs/runs.md work", async () => {
  const metrics = { statusSummary: { status: "failed" } };
  const failed = String((await plain.admin("POST", "runs", { flowId: ids.flow, metrics })).id);
  const running = await plain.create(`/data/foundation/flowservice/runs/${failed}/action?op=re-trigger`, {});
  const ran = await runCommandsOf(
    blockOf("runs.md", "Runs of flows: `pulumi-aep runs`"),
    emulator.url,
    { resources: [stackResource("flow", "orders", ids.flow)] },
    { "4fb0418e-1804-45d6-8d56-dd51f05c0baf": failed, "9c6bd5a5-0a2f-4f66-a9fb-5a2a5e0a7f25": running },
  );
  expect(codesOf(ran), printedBy(ran)).toEqual([0, 0, 0, 0]);
  expect(ran[1]?.log).toContain(failed);
});

test("the command of docs/import.md works, without a request that writes", async () => {
  await plain.forgetRequests();
  const ran = await runCommandsOf(
    blockOf("import.md", "Import one entity: `pulumi-aep import`"),
    emulator.url,
    {},
    { "4aa78aa8-eb35-4313-85e5-9707937acd9c": `${ids.flow} --out import.json` },
  );
  expect(codesOf(ran), printedBy(ran)).toEqual([0]);
  expect(ran[0]?.log).toContain("new aep.Flow(");
  expect(await plain.writeLines()).toEqual([]);
});

test.each(["If only the provider's process died", "What it decides"])(
  "the commands of docs/recover.md below %s take and drop an interrupted create",
  async (section) => {
    const type = tokenOf("dataset");
    const urn = `urn:pulumi:dev::acme::${type}::members`;
    const __provider = `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").dataset;`;
    const inputs = { __provider, name: "Members", schemaRef: { id: ids.schema } };
    const ran = await runCommandsOf(
      blockOf("recover.md", section),
      emulator.url,
      { operations: [{ type: "creating", resource: { urn, type, custom: true, inputs } }] },
      { "'URN=ID'": `'${urn}=${ids.dataset}'`, "'URN'": `'${urn}'` },
    );
    expect(codesOf(ran), printedBy(ran)).toEqual([0, 0]);
    expect(printedBy(ran)).toMatch(
      /will be added to the state with id [\s\S]* will be removed, because of --drop/,
    );
  },
);

test("docs/compare.md shows what the command prints", async () => {
  const returns = await createBlobBase(dev, "Returns archive");
  const schedule = (interval: string) =>
    plain.admin("PATCH", `flows/${ids.flow}`, [
      { op: "add", path: "/scheduleParams/interval", value: interval },
    ]);
  await schedule("60");
  onTestFinished(async () => {
    await dev.admin("DELETE", `connections/${returns}`);
    await schedule("15");
  });
  const section = "Compare two sandboxes: `pulumi-aep compare`";
  const block = blockOf("compare.md", section);
  const [first = ""] = block.text.split("\n");
  const [ran] = await runCommandsOf({ ...block, text: first }, emulator.url, project);
  expect(ran?.code).toBe(2);
  const text = filledIn(blockOf("compare.md", section, 1).text, { ACME: "EMULATOR" });
  expect(firstDifference(text, ran?.log ?? ""), ran?.log).toBeUndefined();
});

test("docs/doctor.md shows what the command prints, and its commands work", async () => {
  const section = "Check the set-up: `pulumi-aep doctor`";
  const commands = commandsIn(blockOf("doctor.md", section).text);
  expect(commands).toHaveLength(3);
  for (const [, , , ...args] of commands) {
    expect(await runDoctor(emulator, { args })).toMatchObject({ code: 0 });
  }
  const { output, code } = await runDoctor(emulator, { config: { "aep:clientSecret": "emulator-secret" } });
  expect(code).toBe(1);
  expect(firstDifference(blockOf("doctor.md", section, 1).text, output), output).toBeUndefined();
});
