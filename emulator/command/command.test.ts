import { expect, onTestFinished, test } from "vitest";
import { start } from "../testing/client.testing";
import { runCommand } from "./command";

async function run(...args: string[]) {
  const lines = { log: [] as string[], error: [] as string[] };
  const outcome = await runCommand(args, {
    log: (line) => lines.log.push(line),
    error: (line) => lines.error.push(line),
  });
  if (typeof outcome !== "number") {
    onTestFinished(() => outcome.close());
  }
  return { outcome, ...lines };
}

test("prints that it is ready, and nothing else", async () => {
  const { outcome, log, error } = await run("--port", "0");
  expect(outcome).toHaveProperty("url");
  expect(log).toEqual([`ready ${(outcome as { url: string }).url}`]);
  expect(error).toEqual([]);
});

test("with TLS it prints the file of the CA first", async () => {
  const { outcome, log } = await run("--tls");
  const { url, caFile } = outcome as { url: string; caFile: string };
  expect(log).toEqual([`ca ${caFile}`, `ready ${url}`]);
  expect(url).toMatch(/^https:/);
});

test("a port that is in use is reported in one sentence, with exit code 1", async () => {
  const { emulator } = await start();
  const { outcome, log, error } = await run("--port", String(emulator.port));
  expect(outcome).toBe(1);
  expect(log).toEqual([]);
  expect(error).toEqual([`aep-emulator: port ${emulator.port} is already in use`]);
});

test("an invalid option is reported in one sentence, with exit code 1; help has exit code 0", async () => {
  expect(await run("--port", "many")).toMatchObject({
    outcome: 1,
    error: ["aep-emulator: --port must be a number from 0 to 65535, not many"],
  });
  expect((await run("--help")).outcome).toBe(0);
});
