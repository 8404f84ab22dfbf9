import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type FakeResponse, fakePulumi } from "../test/support/fakePulumi";
import { runCommandLine } from ".";

const urn = "urn:pulumi:dev::acme::aws:s3:Bucket::logs";
const state = {
  version: 3,
  deployment: {
    manifest: { time: "" },
    pending_operations: [{ type: "updating", resource: { urn, type: "aws:s3:Bucket" } }],
  },
};
const abroad = { pid: 7, username: "ann", hostname: `not ${hostname()}`, timestamp: "2026-11-24T12:00:00Z" };

/** How the user responds to the question, and how Pulumi then writes the state. */
interface Interaction {
  readonly confirm?: () => Promise<boolean | undefined>;
  readonly stopped?: Promise<void>;
  readonly written?: FakeResponse;
}

/** Runs `recover` on a stack with a lock; without an interaction, there is no terminal. */
async function recover(
  lock: string,
  args: readonly string[] = [],
  { confirm = async () => undefined, stopped = new Promise(() => {}), written = {} }: Interaction = {},
) {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  // A Pulumi process that was not waited for may still write a file into the folder.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\n");
  const file = path.join(folder, ".pulumi/locks/organization/acme/dev/a1.json");
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, lock);
  await mkdir(path.join(folder, "home/pulumi-aep/interrupted/folder.json"), { recursive: true });
  const pulumi = await fakePulumi(path.join(folder, "bin"), {
    "whoami --json": { output: JSON.stringify({ url: `file://${folder}` }) },
    "stack --show-name": { output: "dev\n" },
    "stack export": { output: JSON.stringify(state) },
    "stack history": { output: "[]" },
    "config --json": { output: "{}" },
    "stack import": written,
    "cancel --yes": {},
  });
  const lines: string[] = [];
  const code = await runCommandLine(["recover", ...args], {
    environment: { PATH: pulumi, PULUMI_HOME: path.join(folder, "home") },
    folder,
    log: (line) => lines.push(line),
    error: (line) => lines.push(line),
    confirm,
    stopped,
  });
  return { code, output: lines.join("\n"), isLocked: existsSync(file) };
}

const locks = [
  ["an empty lock", ""],
  ["a truncated lock", JSON.stringify(abroad).slice(0, 30)],
  ["the lock of a process elsewhere", JSON.stringify(abroad)],
] as const;

test.each(locks)("%s stops recover, which explains what to check.", async (_, lock) => {
  const { code, output, isLocked } = await recover(lock, ["--yes"]);
  expect({ code, isLocked }).toEqual({ code: 1, isLocked: true });
  expect(output).toMatch(/pulumi-aep recover: The stack dev [\s\S]*--release-lock a1\./);
});

test.each(locks)(
  "%s is removed if the user releases it, despite a folder among the notes.",
  async (_, lock) => {
    const { code, output, isLocked } = await recover(lock, ["--yes", "--release-lock", "a1"]);
    expect({ code, isLocked }, output).toEqual({ code: 0, isLocked: false });
    expect(output).toContain("The state of dev is repaired.");
  },
);

test.each(locks)("With %s and without --yes, nothing is changed and no line says so.", async (_, lock) => {
  const { code, output, isLocked } = await recover(lock, ["--release-lock", "a1"]);
  expect({ code, isLocked }).toEqual({ code: 1, isLocked: true });
  expect(output).toContain("Nothing was written into the state. Use --yes");
  expect(output).not.toMatch(/taken into|was removed|were removed|was added|repaired/);
});

test.each([
  ["is completed", {}, 0, /The state of dev is repaired\./],
  ["whose Pulumi ends by the same Ctrl-C has its exit code", { code: 1 }, 130, /pulumi stack import failed:/],
] as const)("A write %s.", async (_what, written, expected, shown) => {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const confirm = async () => {
    stop();
    return true;
  };
  const { code, output } = await recover(JSON.stringify(abroad), ["--release-lock", "a1"], {
    confirm,
    stopped,
    written,
  });
  expect(code).toBe(expected);
  expect(output).toMatch(shown);
});

test("An interruption while it reads changes nothing.", async () => {
  const interrupted = { stopped: Promise.resolve() };
  const { code, output, isLocked } = await recover(
    JSON.stringify(abroad),
    ["--release-lock", "a1", "--yes"],
    interrupted,
  );
  expect({ code, isLocked }).toEqual({ code: 130, isLocked: true });
  expect(output).toBe("pulumi-aep recover: interrupted, so nothing was written.");
});
