import type { Clock } from "../../provider/http/clock";

/**
 * A clock without waits: as soon as the process has nothing else to do, time jumps to the next sleeper. Sleepers wake in
 * the order of their times, so that concurrent calls keep their order.
 */
export class FakeClock implements Clock {
  /** The duration of each sleep, in the order in which they began. */
  readonly sleeps: number[] = [];
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  #now: number;
  #ahead = 0;

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  wall(): number {
    return this.#now + this.#ahead;
  }

  /** Sets the machine's clock forward or back, which does not touch the time that only passes. */
  step(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  now(): number {
    return this.#now;
  }

  /** Advances the time. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(milliseconds);
    return new Promise((wake, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const sleeper = { at: this.#now + milliseconds, wake };
      this.#sleepers.push(sleeper);
      this.#sleepers.sort((left, right) => left.at - right.at);
      const jump = setImmediate(() => this.#jump());
      signal?.addEventListener(
        "abort",
        () => {
          const position = this.#sleepers.indexOf(sleeper);
          if (position >= 0) {
            this.#sleepers.splice(position, 1);
            clearImmediate(jump);
            reject(signal.reason);
          }
        },
        { once: true },
      );
    });
  }

  limit(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.sleep(milliseconds, signal);
  }

  #jump(): void {
    const next = this.#sleepers.shift();
    if (next === undefined) {
      return;
    }
    this.#now = Math.max(this.#now, next.at);
    next.wake();
  }
}
