/**
 * The service's clock, learned from the `Date` headers of its responses. Creation times are compared with this clock and
 * never with the machine's, which may be minutes off.
 */
export class ServiceTime {
  // The service's time is between local time + lower and local time + upper. A Date header has whole seconds, and the
  // response took time to arrive; several responses narrow the interval.
  #lower = Number.NEGATIVE_INFINITY;
  #upper = Number.POSITIVE_INFINITY;

  /** Learns from one response: its `Date` header, and the local times of sending and receiving. */
  learn(header: string | undefined, sentAt: number, receivedAt: number): void {
    const date = header === undefined ? Number.NaN : Date.parse(header);
    if (Number.isNaN(date)) {
      return;
    }
    const lower = date - receivedAt;
    const upper = date + 1_000 - sentAt;
    if (lower > this.#upper || upper < this.#lower) {
      // One of the clocks was set: earlier responses no longer apply.
      this.#lower = lower;
      this.#upper = upper;
      return;
    }
    this.#lower = Math.max(this.#lower, lower);
    this.#upper = Math.min(this.#upper, upper);
  }

  /** The difference between the earliest and the latest service time that a local time may correspond to. */
  get width(): number {
    return this.#upper - this.#lower;
  }

  /** The earliest service time that a local time may correspond to, or `undefined` before the first response. */
  earliest(local: number): number | undefined {
    return Number.isFinite(this.#lower) ? local + this.#lower : undefined;
  }
}
