import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { runCommandLine } from "../../cli";

async function run(...args: readonly string[]) {
  const lines = { log: [] as string[], error: [] as string[] };
  const stop = Promise.withResolvers<void>();
  const code = await runCommandLine(["emulator", ...args], {
    environment: {},
    folder: tmpdir(),
    log: (line) => {
      lines.log.push(line);
      if (line.startsWith("ready ")) {
        stop.resolve();
      }
    },
    error: (line) => lines.error.push(line),
    confirm: async () => undefined,
    stopped: stop.promise,
  });
  return { code, log: lines.log.join("\n"), error: lines.error.join("\n") };
}

test("pulumi-aep emulator prints its address when it is ready and ends when it is stopped", async () => {
  expect(await run()).toMatchObject({
    code: 0,
    log: expect.stringMatching(/^ready http:\/\/127\.0\.0\.1:\d+$/),
  });
});

test("pulumi-aep emulator reports in one sentence what is wrong with an option's value", async () => {
  expect(await run("--port", "many")).toMatchObject({
    code: 1,
    error: "aep-emulator: --port must be a number from 0 to 65535, not many",
  });
});

test("pulumi-aep emulator refuses options it does not know", async () => {
  const { code, error } = await run("--nonsense");
  expect(code).toBe(1);
  expect(error).toContain("'--nonsense'");
});
