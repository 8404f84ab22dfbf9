import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { protectedSandboxes, sandboxes } from "../test/support/cases/protectedSandboxes";
import { importBed } from "../test/support/importCommand";
import { runInStack } from "../test/support/stackCommand";

const bed = importBed({ sandboxes });

/** A command that changes something. */
interface Change {
  /** The file that requests it. */
  readonly file: string;
  readonly args: (run: string) => readonly string[];
  /** Status of the run. */
  readonly status: string;
  /** What the command reports if it changes nothing. */
  readonly nothing: string;
}

const changes: readonly Change[] = [
  {
    file: "landingZone/renew.ts",
    args: () => ["landing-zone", "renew"],
    status: "success",
    nothing: "The credentials were not renewed",
  },
  {
    file: "runs/cancel.ts",
    args: (run) => ["runs", "cancel", run],
    status: "inProgress",
    nothing: "The run was not cancelled",
  },
  {
    file: "runs/retry.ts",
    args: (run) => ["runs", "retry", run],
    status: "failed",
    nothing: "No run was started",
  },
];

/** Runs the command in a sandbox; the confirmation is answered with yes. */
async function execute({ args, status }: Change, sandbox: string, protectProduction: string) {
  const metrics = { statusSummary: { status } };
  const run = await bed.plain.admin("POST", "runs", { flowId: "f", sandboxName: sandbox, metrics });
  await bed.plain.forgetRequests();
  const config = {
    "aep:sandbox": { value: sandbox },
    "aep:protectProduction": { value: protectProduction },
  };
  const ended = await runInStack(bed.emulator.url, args(String(run.id)), { config, answer: true });
  const lists = (await bed.plain.requestLines()).filter((line) => line.includes("sandbox-management"));
  return { ...ended, writes: await bed.plain.writeLines(), lists: lists.length };
}

test("Every command that changes something in AEP is in the table.", () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .filter((file) => readFileSync(path.join(__dirname, file), "utf8").includes('/serviceWrite"'))
    .map((file) => file.replaceAll(path.sep, "/"));
  expect(files.toSorted()).toEqual(changes.map(({ file }) => file));
});

describe.each(changes)("$file", (change) => {
  // Commands wait for retries in real time.
  test.each(protectedSandboxes.filter(({ isRetried }) => !isRetried))(
    "It changes nothing and asks for no confirmation if $what.",
    async ({ sandbox, list, reason }) => {
      if (list !== undefined) {
        bed.emulator.faults.add(list);
      }
      const { code, error, asked, writes } = await execute(change, sandbox, "true");
      expect(code).toBe(1);
      expect(error).toMatch(reason);
      expect(error).toContain(`${change.nothing}: `);
      expect(asked).toEqual([]);
      expect(writes).toEqual([]);
    },
  );

  test.each([
    { sandbox: "prod", value: "false", expected: 0 },
    { sandbox: "dev", value: "true", expected: 1 },
  ])("It changes something in $sandbox with the key $value.", async ({ sandbox, value, expected }) => {
    const { writes, lists, asked } = await execute(change, sandbox, value);
    expect(asked).toHaveLength(1);
    expect(writes).toHaveLength(1);
    expect(lists).toBe(expected);
  });
});
