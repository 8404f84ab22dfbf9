import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { runCommandLine } from "../../cli";
import { ignoredInputs } from "../../cli/compare/ignored";
import { checks } from "../../cli/doctor/checks";
import { classNameOf, type Kind, tokenOf } from "../../provider/kinds";
import type { JsonObject } from "../../provider/values/json";
import { blockOf } from "../support/docs/guide";
import { fakePulumi } from "../support/fakePulumi";

const read = (name: string) => readFile(path.resolve(__dirname, "../../docs", name), "utf8");

test("docs/doctor.md has exactly one row for each check, in their order", async () => {
  const [page = ""] = (await read("doctor.md")).split("## JSON");
  const rows = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(checks.map(({ name }) => name));
});

test("docs/doctor.md describes every key of its JSON", async () => {
  const page = await read("doctor.md");
  const { checks: results, ...rest } = JSON.parse(blockOf("doctor.md", "JSON").text);
  const ofResult = Object.keys(results[0]).map((key) => `checks[].${key}`);
  const [, table = ""] = page.split("## JSON");
  const rows = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual([...Object.keys(rest), "checks", ...ofResult]);
});

/** A resource that `pulumi refresh` has read. */
interface Refreshed {
  readonly op: "same" | "update" | "delete";
  readonly kind: Kind;
  readonly name: string;
  readonly id: string;
  readonly inputs?: JsonObject;
  /** The outputs that differ on the service. */
  readonly changed?: JsonObject;
  /** The resources whose ids the inputs contain. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

const urnOf = (kind: Kind, name: string) => `urn:pulumi:prod::acme::${tokenOf(kind)}::${name}`;

/** The event of a resource, as Pulumi prints it, and the resource as the state has it. */
function refreshedAs({ op, kind, name, id, inputs = {}, changed = {}, propertyDependencies }: Refreshed) {
  const __provider = `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${kind};`;
  const own = { __provider, ...inputs };
  const old = { custom: true, id, inputs: own, outputs: own };
  const read = op === "delete" ? null : { ...old, outputs: { ...own, ...changed } };
  const [type, urn] = [tokenOf(kind), urnOf(kind, name)];
  const metadata = { op, type, urn, old, new: read, detailedDiff: null };
  return { event: { resOutputsEvent: { metadata } }, resource: { urn, type, propertyDependencies } };
}

const lastUpdate = {
  kind: "update",
  result: "succeeded",
  startTime: "2026-11-24T11:59:00.000Z",
  endTime: "2026-11-24T12:00:00.000Z",
};

/** The lines that `pulumi-aep drift --stack prod` prints about these resources. */
async function driftOf(refreshed: readonly Refreshed[], ...args: readonly string[]): Promise<string[]> {
  const rows = refreshed.map(refreshedAs);
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\n");
  const deployment = { manifest: { time: "" }, resources: rows.map(({ resource }) => resource) };
  const printed: string[] = [];
  await runCommandLine(["drift", "--stack", "prod", ...args], {
    environment: {
      PATH: await fakePulumi(folder, {
        "config --json": { output: "{}" },
        "whoami --json": { output: '{"url":"https://api.example.com"}' },
        "stack export": { output: JSON.stringify({ version: 3, deployment }) },
        "stack history": { output: JSON.stringify([lastUpdate]) },
        "refresh --preview-only": { output: rows.map(({ event }) => `${JSON.stringify(event)}\n`).join("") },
      }),
    },
    folder,
    log: (line) => printed.push(line),
    error: () => {},
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  return printed;
}

const flow = { kind: "flow", name: "orders", id: "4aa78aa8-eb35-4313-85e5-9707937acd9c" } as const;
const target = {
  op: "delete",
  kind: "targetConnection",
  name: "orders",
  id: "5e1b0a0a-2c5f-4d70-9a0e-5a7c7c1d6f11",
  inputs: { name: "Orders" },
} as const;
const flowInputs = { name: "Orders", state: "enabled" };
const disabled = { op: "update", changed: { state: "disabled" } } as const;
const unchanged = (count: number) =>
  ["a", "b", "c"].slice(0, count).map((name) => ({ ...flow, op: "same", name }) as const);

const driftSection = "Detect changes made outside Pulumi: `pulumi-aep drift`";

test("docs/drift.md shows the JSON that the command prints", async () => {
  const documented: unknown = JSON.parse(blockOf("drift.md", "JSON").text);
  const rows = [{ ...flow, ...disabled, inputs: flowInputs }, target, ...unchanged(3)];
  const printed = await driftOf(rows, "--json");
  expect(printed.map((line) => JSON.parse(line))).toEqual([documented]);
});

test("docs/drift.md shows the table that the command prints", async () => {
  const base = { kind: "baseConnection", name: "acme", id: "3a1b0a0a-2c5f-4d70-9a0e-5a7c7c1d6f22" } as const;
  const printed = await driftOf([
    target,
    {
      ...flow,
      ...disabled,
      inputs: {
        ...flowInputs,
        targetConnectionIds: [target.id],
        scheduleParams: { frequency: "hour", interval: 1 },
      },
      propertyDependencies: { targetConnectionIds: [urnOf("targetConnection", "orders")] },
    },
    { ...base, op: "update", inputs: { name: "ACME storage" }, changed: { name: "Renamed by hand" } },
    ...unchanged(2),
  ]);
  expect(`${printed.join("\n")}\n`).toBe(blockOf("drift.md", driftSection, 1).text);
});

test.each([
  [0, "{}", ""],
  [1, '{ "error": "AEP refused the token." }', "AEP refused the token.\n"],
  [
    2,
    '{ "resources": [{ "name": "orders", "change": "gone" }], "consequences": [{ "message": "It is re-created." }] }',
    "orders: gone\nIt is re-created.\n",
  ],
])("the script of docs/drift.md ends with the exit code of drift, here %i", async (code, json, output) => {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const npx = `npx() { echo '${json}'; return ${code}; }`;
  const script = `${npx}\n${blockOf("drift.md", "In a pipeline").text}`;
  const ended = await promisify(execFile)("bash", ["-c", script], { cwd: folder }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
  expect(ended).toEqual({ code, stdout: output });
});

test("docs/compare.md lists every input that is not compared, with the reason", async () => {
  const [, table = ""] = (await read("compare.md")).split("| resource | input | reason |\n|---|---|---|\n");
  const expected = Object.entries(ignoredInputs).flatMap(([kind, rows]) =>
    rows.map(({ path: input, reason }) => `| \`${classNameOf(kind as Kind)}\` | \`${input}\` | ${reason} |`),
  );
  expect(table.split("\n\n")[0]).toBe(expected.join("\n"));
});
