import { afterAll, beforeAll, describe, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { KilledHosts, operations, phases } from "../support/host/killedHost";

const seed = Number(process.env.PULUMI_AEP_SEED ?? 20_261_128);

let emulator: RunningEmulator;
let hosts: KilledHosts;
beforeAll(async () => {
  emulator = await startEmulator({ switches: { interactiveAuthoringRequired: false } });
  hosts = await KilledHosts.start(emulator, new PlainClient(emulator.url), seed);
});
afterAll(async () => {
  await hosts.stop();
  await emulator.close();
});

describe.each(operations)(`kill -9 of the host during %s (PULUMI_AEP_SEED=${seed})`, (operation) => {
  it.each(phases)("%s: the next process continues", (phase) => hosts.expectContinued(phase, operation));
});
