import { afterAll, beforeAll, describe, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { KilledHosts, operations, phases } from "../support/host/killedHost";

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
const combinations = operations.flatMap((operation) => phases.map((phase) => ({ operation, phase })));

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ switches: { interactiveAuthoringRequired: false } });
});
afterAll(() => emulator.close());

describe.each(seeds)("kill -9 of the host, seed %i", (seed) => {
  let hosts: KilledHosts;
  beforeAll(async () => {
    hosts = await KilledHosts.start(emulator, new PlainClient(emulator.url), seed);
  });
  afterAll(() => hosts.stop());

  it.each(combinations)("$operation, $phase: the next process continues", ({ operation, phase }) =>
    hosts.expectContinued(phase, operation),
  );
});
