import { type CallLimits, pause, refuseEnded, within } from "./call";
import type { Clock } from "./clock";

/** Bounds on what a whole process sends. */
export interface BudgetOptions {
  /** Requests under way at once. */
  readonly maxConcurrent: number;
  /** Requests begun in a second; none when left out. */
  readonly maxPerSecond?: number | undefined;
}

/** Lets requests through one by one, so that a process keeps to its budget. */
export class RequestBudget {
  readonly #options: BudgetOptions;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #nextStart = 0;

  constructor(options: BudgetOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  /** Runs one request when its turn has come; not at all when its call ends before that. */
  async run<T>(request: () => Promise<T>, call?: CallLimits): Promise<T> {
    await this.#place(call);
    try {
      await this.#turn(call);
      return await request();
    } finally {
      this.#release();
    }
  }

  async #place(call: CallLimits | undefined): Promise<void> {
    refuseEnded(call, this.#clock, purpose);
    if (this.#running < this.#options.maxConcurrent) {
      this.#running++;
      return;
    }
    let enter = () => {};
    const entered = new Promise<void>((resolve) => {
      enter = resolve;
      this.#waiting.push(enter);
    });
    try {
      await within(call, this.#clock, entered, purpose);
    } catch (error) {
      const position = this.#waiting.indexOf(enter);
      if (position < 0) {
        // The place was given to this request at the very moment at which its call ended.
        this.#release();
      } else {
        this.#waiting.splice(position, 1);
      }
      throw error;
    }
  }

  // A place goes straight to the request that has waited longest: freed in between, it could be taken twice.
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
  async #turn(call: CallLimits | undefined): Promise<void> {
    if (this.#options.maxPerSecond === undefined) {
      return;
    }
    const now = this.#clock.now();
    const start = Math.max(now, this.#nextStart);
    this.#nextStart = start + 1_000 / this.#options.maxPerSecond;
    if (start > now) {
      await pause(call, this.#clock, start - now, purpose);
    }
  }
}

const purpose = "a place in the request budget (aep:maxConcurrentRequests, aep:maxRequestsPerSecond)";
