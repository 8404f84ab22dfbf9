import { type CallLimits, pauseUncounted, refuseEnded, within } from "./call";
import type { Clock } from "./clock";

/** Limits on the requests of a whole process. */
export interface BudgetOptions {
  /** Maximum number of concurrent requests. */
  readonly maxConcurrent: number;
  /** Maximum number of requests started per second. Default: no limit. */
  readonly maxPerSecond?: number | undefined;
}

/** Delays requests, so that a process stays within its budget. */
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

  /**
   * Runs a request in its turn; not at all if its call ends before that. `prepare` runs when the request has its place:
   * requests that it sends take an earlier turn.
   */
  async run<T>(
    request: () => Promise<T>,
    call?: CallLimits,
    prepare: () => Promise<unknown> = async () => {},
  ): Promise<T> {
    await this.#place(call);
    try {
      await prepare();
      await this.#turn(call);
      refuseEnded(call, this.#clock, purpose);
      return await request();
    } finally {
      this.#release();
    }
  }

  /**
   * Runs a request that a request with a place waits for, such as one for a token. It takes no further place: if all
   * places were taken by requests that wait for the token, none of them would ever continue.
   */
  async runWithin<T>(request: () => Promise<T>, call?: CallLimits): Promise<T> {
    await this.#turn(call);
    return request();
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
    const waited = new AbortController();
    if (call?.report !== undefined) {
      // Ends with the wait, or with the session.
      this.#clock.sleep(silent, waited.signal).then(
        () => call.report?.(`Waiting for ${purpose}.`),
        () => {},
      );
    }
    try {
      await within(call, this.#clock, entered, purpose);
    } catch (error) {
      const position = this.#waiting.indexOf(enter);
      if (position < 0) {
        // This request got its place at the same moment at which its call ended.
        this.#release();
      } else {
        this.#waiting.splice(position, 1);
      }
      throw error;
    } finally {
      waited.abort();
    }
  }

  // A place is passed on to the request that has waited longest: freed in between, it could be taken twice.
  #release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#running--;
    } else {
      next();
    }
  }

  // Starts are spaced evenly: a burst at the start of each second would exceed the limit of a service that counts over a
  // sliding window.
  async #turn(call: CallLimits | undefined): Promise<void> {
    if (this.#options.maxPerSecond === undefined) {
      return;
    }
    const now = this.#clock.now();
    const start = Math.max(now, this.#nextStart);
    this.#nextStart = start + 1_000 / this.#options.maxPerSecond;
    if (start - now > silent) {
      call?.report?.(`Waiting for ${purpose}.`);
    }
    if (start > now) {
      await pauseUncounted(call, this.#clock, start - now, purpose);
    }
  }
}

/** A longer wait is reported. Milliseconds. */
const silent = 10_000;

const purpose = "a place in the request budget (aep:maxConcurrentRequests, aep:maxRequestsPerSecond)";
