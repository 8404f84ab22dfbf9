import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { KilledHosts } from "../support/host/killedHost";

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

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

it.each(seeds)(
  "kill -9 of the host in every phase of every operation: the next process continues, seed %i",
  async (seed) => {
    expect(await hosts.expectContinued(seed)).toBe(24);
  },
);
