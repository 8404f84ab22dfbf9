import { expect, test } from "vitest";
import { commands, runCommandLine } from ".";

const { version }: { version: string } = require("../package.json");

async function run(args: readonly string[]) {
  const lines = { log: [] as string[], error: [] as string[] };
  const code = await runCommandLine(args, {
    environment: {},
    folder: "/",
    log: (line) => lines.log.push(line),
    error: (line) => lines.error.push(line),
    confirm: async () => undefined,
    stopped: Promise.resolve(),
  });
  return { code, log: lines.log.join("\n"), error: lines.error.join("\n") };
}

test("prints its version", async () => {
  expect(await run(["--version"])).toEqual({ code: 0, log: version, error: "" });
});

test.each([["--help"], ["help"]])("%s lists every command", async (word) => {
  const { code, log } = await run([word]);
  expect(code).toBe(0);
  for (const { name, summary } of commands) {
    expect(log).toMatch(new RegExp(`${name} +${summary.slice(0, 20)}`));
  }
});

test("without a command it prints the overview and fails", async () => {
  expect(await run([])).toMatchObject({ code: 1, log: expect.stringContaining("Usage: pulumi-aep COMMAND") });
});

test("an unknown command is an error with the overview", async () => {
  const { code, error } = await run(["recovr"]);
  expect(code).toBe(1);
  expect(error).toMatch(/no command recovr[\s\S]*Usage: pulumi-aep COMMAND/);
});

test.each(commands.map(({ name }) => name))("%s --help prints its usage", async (name) => {
  expect(await run([name, "--help"])).toMatchObject({
    code: 0,
    log: expect.stringContaining(`Usage: pulumi-aep ${name}`),
  });
});

test.each(commands.filter(({ passesArgumentsOn }) => !passesArgumentsOn).map(({ name }) => name))(
  "%s rejects unknown options",
  async (name) => {
    const { code, error } = await run([name, "--nonsense"]);
    expect(code).toBe(1);
    expect(error).toMatch(new RegExp(`'--nonsense'[\\s\\S]*Usage: pulumi-aep ${name}`));
  },
);
