/**
 * The service's clock, learned from the `Date` header of its answers. Creation times are held against this clock
 * and never against the machine's own, which may be minutes off.
 */
export class ServiceTime {
  // The service's time lies between local time + lower and local time + upper. A Date header has whole seconds
  // and is up to a second and the way back old; many answers together narrow that.
  #lower = Number.NEGATIVE_INFINITY;
  #upper = Number.POSITIVE_INFINITY;

  /** Takes note of one answer: its `Date` header, and the local times of sending and receiving. */
  learn(header: string | undefined, sentAt: number, receivedAt: number): void {
    const date = header === undefined ? Number.NaN : Date.parse(header);
    if (Number.isNaN(date)) {
      return;
    }
    const lower = date - receivedAt;
    const upper = date + 1_000 - sentAt;
    if (lower > this.#upper || upper < this.#lower) {
      // One of the clocks was set: what was learned before no longer counts.
      this.#lower = lower;
      this.#upper = upper;
      return;
    }
    this.#lower = Math.max(this.#lower, lower);
    this.#upper = Math.min(this.#upper, upper);
  }

  /** How far apart the earliest and the latest service time are that a local time may stand for. */
  get width(): number {
    return this.#upper - this.#lower;
  }

  /** The earliest service time that a local time may stand for, or `undefined` before the first answer. */
  earliest(local: number): number | undefined {
    return Number.isFinite(this.#lower) ? local + this.#lower : undefined;
  }
}
