import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { hasTerminal, inTerminal, terminalEnvironment } from "../test/support/terminal.js";

const green = "\u001b[32m";

/** Runs a script that uses `scripts/command.mjs`, with pipes or on a terminal, and returns what it shows. */
async function shown(
  body: string,
  { terminal = false, env = {} }: { terminal?: boolean; env?: NodeJS.ProcessEnv } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "script.mjs");
  const urls = ["command", "failure", "terminal"].map((name) =>
    pathToFileURL(join(import.meta.dirname, `${name}.mjs`)),
  );
  writeFileSync(
    file,
    `import { attempt, run } from "${urls[0]}";
    import { runScript } from "${urls[1]}";
    import { painted } from "${urls[2]}";
    await runScript(async () => { ${body} });`,
  );
  const command = [process.execPath, file];
  const [program = "", ...args] = terminal ? inTerminal(command) : command;
  const child = spawn(program, args, { env: terminalEnvironment(env) });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  const [code]: (number | null)[] = await once(child, "close");
  return { code, ...texts };
}

const child = (program: string) => `"node", ["-e", ${JSON.stringify(program)}]`;

test("The output of a command is passed on at once, each stream to its own, with its exit code.", async () => {
  const body = `const { code } = await attempt(${child('console.log("out"); console.error("err"); process.exitCode = 3')}); return code;`;
  expect(await shown(body)).toEqual({ code: 3, stdout: "out\n", stderr: "err\n" });
});

test("A command whose output is replayed shows it only if it fails.", async () => {
  const run = (program: string) => `await run(${child(program)}, "It failed.", { replay: true });`;
  expect(await shown(run('console.log("out")'))).toEqual({ code: 0, stdout: "", stderr: "" });
  const failed = await shown(run('console.log("out"); console.error("err"); process.exitCode = 1'));
  expect(failed).toEqual({ code: 1, stdout: "out\n", stderr: "err\n\nIt failed.\n" });
});

test("A silent command shows progress before ten seconds, and one that runs until it is stopped shows none.", async () => {
  const silent = child("setTimeout(() => {}, 9500)");
  const [shows, showsNone] = await Promise.all([
    shown(`await attempt(${silent});`),
    shown(`await attempt(${silent}, { runsUntilStopped: true });`),
  ]);
  expect(shows.stdout).toBe("");
  expect(shows.stderr).toMatch(/^ {2}node \(\d+ s\)\n/);
  expect(showsNone).toEqual({ code: 0, stdout: "", stderr: "" });
});

test.skipIf(!hasTerminal).each<[boolean, NodeJS.ProcessEnv]>([
  [true, {}],
  [false, { NO_COLOR: "1" }],
  [false, { TERM: "dumb" }],
])("On a terminal, a script shows colours: %s (with %j)", async (expected, env) => {
  const { stdout } = await shown('console.log(painted("green", "done"));', { terminal: true, env });
  expect(stdout.includes(`${green}done`)).toBe(expected);
});

test.skipIf(!hasTerminal).each([
  { options: { interactive: true }, terminal: true, expected: "true" },
  { options: {}, terminal: true, expected: "undefined" },
  { options: { interactive: true }, terminal: false, expected: "undefined" },
  { options: { interactive: true, quiet: true }, terminal: true, expected: "undefined" },
])(
  "a command with $options reads from the terminal ($terminal): $expected",
  async ({ options, terminal, expected }) => {
    const program = 'require("fs").writeFileSync(process.argv[1], String(process.stdin.isTTY))';
    const body = `const args = ["-e", ${JSON.stringify(program)}, "reads"];
    const cwd = import.meta.dirname;
    await attempt("node", args, { cwd, ...${JSON.stringify(options)} });
    const { readFileSync } = await import("node:fs");
    console.log("reads: " + readFileSync(cwd + "/reads", "utf8"));`;
    const { stdout } = await shown(body, { terminal });
    expect(stdout).toContain(`reads: ${expected}`);
  },
);
