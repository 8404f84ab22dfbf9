import type { Clock } from "./clock";

/** Bounds on what a whole process sends. */
export interface LimitOptions {
  /** Requests under way at once. */
  readonly maxConcurrent: number;
  /** Requests begun in a second; none when left out. */
  readonly maxPerSecond?: number | undefined;
}

/** Lets requests through one by one, so that a process keeps to its budget. */
export class Limits {
  readonly #options: LimitOptions;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #nextStart = 0;

  constructor(options: LimitOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  /** Runs one request when its turn has come. */
  async run<T>(request: () => Promise<T>): Promise<T> {
    await this.#place();
    try {
      await this.#turn();
      return await request();
    } finally {
      this.#release();
    }
  }

  async #place(): Promise<void> {
    if (this.#running < this.#options.maxConcurrent) {
      this.#running++;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  // A place goes straight to who has waited longest: freed in between, it could be taken twice.
  #release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#running--;
    } else {
      next();
    }
  }

  // Starts are spaced evenly: a burst at the beginning of each second would overrun a service that counts
  // over a sliding window.
  async #turn(): Promise<void> {
    if (this.#options.maxPerSecond === undefined) {
      return;
    }
    const now = this.#clock.now();
    const start = Math.max(now, this.#nextStart);
    this.#nextStart = start + 1_000 / this.#options.maxPerSecond;
    if (start > now) {
      await this.#clock.sleep(start - now);
    }
  }
}
