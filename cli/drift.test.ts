import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fakePulumi } from "../test/support/fakePulumi";
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

async function drift(events: readonly object[], args: readonly string[] = [], code = 0) {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\n");
  const lines = { log: [] as string[], error: [] as string[] };
  const pulumi = await fakePulumi(folder, {
    "stack --show-name": { output: "dev\n" },
    "config --json": { output: "{}" },
    "stack export": {
      output: JSON.stringify({ version: 3, deployment: { manifest: { time: "2026-01-01T00:00:00Z" } } }),
    },
    "refresh --preview-only": { output: events.map((one) => `${JSON.stringify(one)}\n`).join(""), code },
  });
  const ended = await runCommandLine(["drift", ...args], {
    environment: { PATH: pulumi },
    folder,
    log: (line) => lines.log.push(line),
    error: (line) => lines.error.push(line),
    confirm: async () => undefined,
    stopped: Promise.resolve(),
  });
  return { code: ended, log: lines.log, error: lines.error };
}

test("Without drift the exit code is 0; components do not count as read.", async () => {
  expect(await drift(same)).toEqual({
    code: 0,
    log: ["No drift: all resources of dev (1) match their recorded state."],
    error: [],
  });
});

test("With drift the exit code is 2 and the output is a table.", async () => {
  const { code, log } = await drift(changed);
  expect(code).toBe(2);
  expect(log.join("\n")).toMatch(/^aws:s3:Bucket +logs +acl +"private" +"public"$/m);
  expect(log.join("\n")).toMatch(/^1 of 2 resources of dev were changed outside Pulumi\.$/m);
});

test("With --json the output is one JSON document.", async () => {
  const warning = { diagnosticEvent: { severity: "warning", message: "is offline" } };
  const { code, log, error } = await drift([warning, ...changed], ["--json", "--stack", "prod"]);
  expect(code).toBe(2);
  expect(log.map((line) => JSON.parse(line))).toEqual([
    {
      stack: "prod",
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
    },
  ]);
  expect(error).toEqual(["is offline"]);
});

test("A failure of Pulumi ends with exit code 1 and no standard output, whatever was found before.", async () => {
  const failed = { diagnosticEvent: { severity: "error", message: "no response" } };
  const { code, log, error } = await drift([...changed, failed], ["--json"], 255);
  expect({ code, log }).toEqual({ code: 1, log: [] });
  expect(error.join()).toMatch(
    /^pulumi-aep drift: The resources of dev could not be compared.*\nno response$/,
  );
});

test("A resource that the last update did not complete is reported, but not as drift.", async () => {
  const half = event("same", "half", { initErrors: ["timed out"] });
  const { code, error } = await drift([half]);
  expect(code).toBe(0);
  expect(error).toEqual([expect.stringMatching(/^half: the last pulumi up did not complete this resource/)]);
});
