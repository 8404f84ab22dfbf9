import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCommandLine } from "../../cli";
import { ignoredInputs } from "../../cli/compare/ignored";
import { checks } from "../../cli/doctor/checks";
import { tableOf } from "../../cli/drift/table";
import { classNameOf, type Kind } from "../../provider/kinds";
import { fakePulumi } from "../support/fakePulumi";

const read = (name: string) => readFile(path.resolve(__dirname, "../../docs", name), "utf8");

/** The first code block of a page in a language. */
function blockOf(page: string, language: string): string {
  return page.split(`\`\`\`${language}\n`)[1]?.split("```")[0] ?? "";
}

test("docs/doctor.md has exactly one row for each check, in their order", async () => {
  const [page = ""] = (await read("doctor.md")).split("## JSON");
  const rows = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(checks.map(({ name }) => name));
});

test("docs/doctor.md describes every key of its JSON", async () => {
  const page = await read("doctor.md");
  const { checks: results, ...rest } = JSON.parse(blockOf(page, "json"));
  const ofResult = Object.keys(results[0]).map((key) => `checks[].${key}`);
  const [, table = ""] = page.split("## JSON");
  const rows = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual([...Object.keys(rest), "checks", ...ofResult]);
});

test("docs/drift.md shows the JSON that the command prints", async () => {
  const documented: unknown = JSON.parse(blockOf(await read("drift.md"), "json"));
  const typeOf = (kind: string) => `pulumi-nodejs:dynamic/aep:${kind}`;
  const entityOf = (kind: string, id: string) => {
    const __provider = `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${kind};`;
    const inputs = { __provider, name: "Orders", state: "enabled" };
    return { custom: true, id, inputs, outputs: inputs };
  };
  const flow = entityOf("flow", "4aa78aa8-eb35-4313-85e5-9707937acd9c");
  const target = entityOf("targetConnection", "5e1b0a0a-2c5f-4d70-9a0e-5a7c7c1d6f11");
  const disabled = { ...flow, outputs: { ...flow.outputs, state: "disabled" } };
  const rows = [
    { op: "update", kind: "Flow", name: "orders", old: flow, new: disabled },
    { op: "delete", kind: "TargetConnection", name: "orders", old: target, new: null },
    ...["a", "b", "c"].map((name) => ({ op: "same", kind: "Flow", name, old: flow, new: flow })),
  ].map(({ kind, name, ...row }) => {
    const type = typeOf(kind);
    return { ...row, type, urn: `urn:pulumi:prod::acme::${type}::${name}`, detailedDiff: null };
  });
  const events = rows.map((metadata) => ({ resOutputsEvent: { metadata } }));
  const resources = rows.map(({ urn, type }) => ({ urn, type }));
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\n");
  const output = events.map((event) => `${JSON.stringify(event)}\n`).join("");
  const printed: string[] = [];
  await runCommandLine(["drift", "--json", "--stack", "prod"], {
    environment: {
      PATH: await fakePulumi(folder, {
        "config --json": { output: "{}" },
        "whoami --json": { output: '{"url":"https://api.example.com"}' },
        "stack export": {
          output: JSON.stringify({ version: 3, deployment: { manifest: { time: "" }, resources } }),
        },
        "refresh --preview-only": { output },
      }),
    },
    folder,
    log: (line) => printed.push(line),
    error: () => {},
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  expect(printed.map((line) => JSON.parse(line))).toEqual([documented]);
});

test("docs/drift.md shows the table with the layout of the command", async () => {
  const page = await read("drift.md");
  const of = (kind: string, name: string) => ({
    urn: "",
    id: "",
    type: `pulumi-nodejs:dynamic/aep:${kind}`,
    name,
  });
  const table = tableOf([
    {
      ...of("Flow", "orders"),
      change: "changed",
      properties: [{ path: "state", recorded: "enabled", service: "disabled" }],
    },
    {
      ...of("BaseConnection", "acme"),
      change: "changed",
      properties: [{ path: "name", recorded: "ACME storage", service: "Renamed by hand" }],
    },
    { ...of("TargetConnection", "orders"), change: "gone", properties: [] },
  ]);
  expect(page).toContain(table.join("\n"));
});

test("docs/compare.md lists every input that is not compared, with the reason", async () => {
  const [, table = ""] = (await read("compare.md")).split("| resource | input | reason |\n|---|---|---|\n");
  const expected = Object.entries(ignoredInputs).flatMap(([kind, rows]) =>
    rows.map(({ path: input, reason }) => `| \`${classNameOf(kind as Kind)}\` | \`${input}\` | ${reason} |`),
  );
  expect(table.split("\n\n")[0]).toBe(expected.join("\n"));
});
