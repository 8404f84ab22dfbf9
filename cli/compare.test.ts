import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../emulator/index";
import { compareInProcess } from "../test/support/compare/inProcess";
import { type ComparedIds, fillCompared } from "../test/support/compare/sandbox";
import { startEmulator } from "../test/support/emulator/emulator";
import { PlainClient } from "../test/support/emulator/plainClient";

let emulator: RunningEmulator;
let plain: PlainClient;
let ids: Readonly<Record<"dev" | "prod", ComparedIds>>;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
  ids = { dev: await fillCompared(new PlainClient(emulator.url, "dev")), prod: await fillCompared(plain) };
});
afterAll(() => emulator.close());

test("Two sandboxes with the same content are equal, whatever their ids and start times, and only reads are sent", async () => {
  await plain.forgetRequests();
  const { code, log, error } = await compareInProcess(emulator.url);
  expect(log, error).toMatch(/^No differences: all \d+ entities of/);
  expect(code).toBe(0);
  expect(await plain.writeLines()).toEqual([]);
  expect(Object.values(ids.dev).filter((id) => Object.values(ids.prod).includes(id))).toEqual([]);
});
