import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { KilledHosts } from "../support/host/killedHost";

const seed = Number(process.env.PULUMI_AEP_SEED ?? 20_261_128);

let emulator: RunningEmulator;
let hosts: KilledHosts;
beforeAll(async () => {
  emulator = await startEmulator({ switches: { interactiveAuthoringRequired: false } });
  hosts = await KilledHosts.start(emulator, new PlainClient(emulator.url));
});
afterAll(async () => {
  await hosts.stop();
  await emulator.close();
});

// The series of twenty is test/long/killedHost.test.ts.
it(`kill -9 of the host in every phase of every operation: the next process continues (PULUMI_AEP_SEED=${seed})`, async () => {
  expect(await hosts.expectContinued(seed)).toBe(24);
});
