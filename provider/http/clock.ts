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
  /**
   * Same as `sleep`, for the longest time that something else may take. It is a method of its own because a clock that
   * skips pauses must not end what is limited.
   */
  limit(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  wall: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  limit: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};
