import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type FakeResponse, fakePulumi } from "../test/support/fakePulumi";
import { runCommandLine } from ".";

const type = "aws:s3:Bucket";
const urn = `urn:pulumi:dev::acme::${type}::logs`;

/** A resource that was refreshed, as the engine's events show it. */
function event(op: string, name: string, old: object = {}, read: object = {}) {
  const common = { id: "1", custom: true, inputs: {} };
  const metadata = {
    op,
    urn: urn.replace("logs", name),
    type,
    old: { ...common, ...old },
    new: { ...common, ...read },
    detailedDiff: null,
  };
  return { resOutputsEvent: { metadata } };
}

const component = { resOutputsEvent: { metadata: { op: "same", urn, type: "acme:Lake", old: { id: "" } } } };
const same = [event("same", "a"), component];
const changed = [
  ...same,
  event("update", "logs", { outputs: { acl: "private" } }, { outputs: { acl: "public" } }),
];

const elsewhere = { pid: 7, username: "ann", hostname: "elsewhere", timestamp: "2026-11-24T12:00:00Z" };

interface DriftCase {
  readonly code?: number;
  readonly operations?: readonly string[];
  readonly lock?: object;
  /** Response to `pulumi stack history`. */
  readonly history?: FakeResponse;
}

async function drift(
  events: readonly object[],
  args: readonly string[] = [],
  { code = 0, operations = [], lock, history = { output: "[]" } }: DriftCase = {},
) {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\n");
  const lines = { log: [] as string[], error: [] as string[] };
  const deployment = {
    manifest: { time: "" },
    pending_operations: operations.map((type) => ({ type, resource: { urn, type: "aws:s3:Bucket" } })),
  };
  if (lock !== undefined) {
    const file = path.join(folder, ".pulumi/locks/organization/acme/dev/a1.json");
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(lock));
  }
  const pulumi = await fakePulumi(folder, {
    "stack --show-name": { output: "dev\n" },
    "config --json": { output: "{}" },
    "whoami --json": { output: JSON.stringify({ url: `file://${folder}` }) },
    "stack export": { output: JSON.stringify({ version: 3, deployment }) },
    "stack history": history,
    "refresh --preview-only": { output: events.map((one) => `${JSON.stringify(one)}\n`).join(""), code },
  });
  const ended = await runCommandLine(["drift", ...args], {
    environment: { PATH: pulumi },
    folder,
    log: (line) => lines.log.push(line),
    error: (line) => lines.error.push(line),
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  const calls = (await readFile(path.join(folder, "calls"), "utf8")).trim().split("\n");
  return { code: ended, log: lines.log, error: lines.error, calls };
}

test("Without drift the exit code is 0; components do not count as read.", async () => {
  expect(await drift(same)).toMatchObject({
    code: 0,
    log: ["No drift: 1 resource of dev was read, and it matches its recorded state."],
    error: [],
  });
});

test("The config and the state are read once.", async () => {
  const { calls } = await drift(changed);
  expect(calls.toSorted()).toEqual([
    "config --json",
    "refresh --preview-only",
    "stack --show-name",
    "stack export",
    "stack history",
    "whoami --json",
  ]);
});

test("With drift the exit code is 2 and the output is a table.", async () => {
  const { code, log } = await drift(changed);
  expect(code).toBe(2);
  expect(log.join("\n")).toMatch(/^aws:s3:Bucket +logs +acl +"private" +"public"$/m);
  expect(log.join("\n")).toMatch(
    /^Drift: of 2 resources of dev that were read, 1 was changed outside Pulumi\.$/m,
  );
});

test("With --json the output is one JSON document.", async () => {
  const warning = { diagnosticEvent: { severity: "warning", message: "is offline" } };
  const { code, log, error } = await drift([warning, ...changed], ["--json", "--stack", "prod"]);
  expect(code).toBe(2);
  expect(log.map((line) => JSON.parse(line))).toEqual([
    {
      stack: "prod",
      outcome: "drift",
      drift: true,
      checked: 2,
      resources: [
        {
          urn,
          type,
          name: "logs",
          id: "1",
          change: "changed",
          properties: [{ path: "acl", recorded: "private", service: "public" }],
        },
      ],
      consequences: [],
      operations: [],
      locks: [],
      lastUpdate: null,
    },
  ]);
  expect(error).toEqual(["is offline"]);
});

test("If Pulumi fails, drift could not be determined, whatever was found before: exit code 1.", async () => {
  const failed = { diagnosticEvent: { severity: "error", message: "no response" } };
  const inWords = await drift([...changed, failed], [], { code: 255 });
  expect(inWords).toMatchObject({
    code: 1,
    log: [],
    error: [
      "pulumi-aep drift: Drift could not be determined. The resources of dev could not be compared with the services:\nno response",
    ],
  });
  const { code, log, error } = await drift([...changed, failed], ["--json", "--stack", "dev"], { code: 255 });
  expect({ code, error }).toEqual({ code: 1, error: inWords.error });
  expect(log.map((line) => JSON.parse(line))).toEqual([
    {
      stack: "dev",
      outcome: "could not be determined",
      drift: null,
      error: expect.stringMatching(/^Drift could not be determined\. .*\nno response$/),
    },
  ]);
});

test("Interrupted operations and locks are reported, but not as drift.", async () => {
  const { code, log, error } = await drift(same, [], { operations: ["creating"], lock: elsewhere });
  expect({ code, log }).toEqual({
    code: 0,
    log: ["No drift: 1 resource of dev was read, and it matches its recorded state."],
  });
  expect(error).toEqual([
    `not finished: creating logs (${urn}). If no run is in progress: npx pulumi-aep recover.`,
    expect.stringMatching(/^locked by process 7 of "ann" on "elsewhere" since .*; it is not certain/),
  ]);
  const inJson = await drift(same, ["--json"], { operations: ["creating"], lock: elsewhere });
  expect(JSON.parse(inJson.log.join(""))).toMatchObject({
    outcome: "no drift",
    operations: [{ type: "creating", urn }],
    locks: [{ id: "a1", state: "unclear", message: expect.stringContaining("locked by process 7") }],
  });
});

test("A resource that the last update did not complete is reported, but not as drift.", async () => {
  const half = event("same", "half", { initErrors: ["timed out"] });
  const { code, error } = await drift([half]);
  expect(code).toBe(0);
  expect(error).toEqual([expect.stringMatching(/^half: the last pulumi up did not complete this resource/)]);
});

const update = (result: string, kind = "update") => ({
  output: JSON.stringify([
    { kind, startTime: "2026-11-29T11:24:00Z", endTime: "2026-11-29T11:25:00Z", result, config: {} },
  ]),
});

test.each(["update", "refresh", "destroy"])(
  "A last %s that failed is reported, because the state then need not have the program's values.",
  async (kind) => {
    const { code, log } = await drift(same, [], { history: update("failed", kind) });
    expect(code).toBe(0);
    expect(log).toEqual([
      "No drift: 1 resource of dev was read, and it matches its recorded state.",
      `The last ${kind} of dev failed (2026-11-29T11:25:00Z), so the recorded state can differ from the program, which drift does not run: pulumi preview shows the difference.`,
    ]);
    expect((await drift(changed, [], { history: update("failed", kind) })).log.at(-1)).toBe(log[1]);
    const inJson = await drift(same, ["--json"], { history: update("failed", kind) });
    expect(JSON.parse(inJson.log.join("")).lastUpdate).toEqual({
      kind,
      result: "failed",
      endTime: "2026-11-29T11:25:00Z",
    });
  },
);

test.each<[string, FakeResponse]>([
  ["succeeded", update("succeeded")],
  ["is in progress", update("in-progress")],
  ["does not exist", { output: "[]" }],
  ["cannot be read", { errors: "error: forbidden", code: 1 }],
  ["has an unknown form", { output: "{}" }],
])("A last update that %s adds no line.", async (_case, history) => {
  const { code, log, error } = await drift(same, [], { history });
  expect({ code, lines: log.length, error }).toEqual({ code: 0, lines: 1, error: [] });
});
