import { setTimeout as sleep } from "node:timers/promises";

/** The source of time, replaceable in tests. */
export interface Clock {
  /**
   * Milliseconds on a scale that never steps, whatever the machine's clock is set to: durations, deadlines, and the
   * local times that the service's time is compared with. It begins near the epoch's time, but only differences count.
   */
  now(): number;
  /** Milliseconds since the epoch as the machine's clock shows them. It may step at any moment. */
  wall(): number;
  /** Resolves after this number of milliseconds; rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  wall: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};
