/** The earliest and the latest time of the service that a local time may correspond to. */
export interface TimeRange {
  readonly earliest: number;
  readonly latest: number;
}

/** Local times of one scale: the service's time is between local time + lower and local time + upper. */
interface Span {
  lower: number;
  upper: number;
  readonly begunAt: number;
  learnedAt: number;
}

/** Difference between the speeds of two clocks: quartz is off by some 20 µs per second. */
const drift = 2e-5;

/** Maximum difference between the clocks of one service's machines. Milliseconds. */
export const skew = 2_000;

/**
 * The service's clock, learned from the `Date` headers of its responses. Creation times are compared with this clock and
 * never with the machine's, which may be minutes off.
 */
export class ServiceTime {
  // A Date header has whole seconds, and the response took time to arrive; several responses narrow the range. A new
  // span begins when one of the clocks was set, or when the local one stood still while the machine was suspended.
  readonly #spans: Span[] = [];

  /** Learns from one response: its `Date` header, and the local times of sending and receiving. */
  learn(header: string | undefined, sentAt: number, receivedAt: number): void {
    const date = header === undefined ? Number.NaN : Date.parse(header);
    if (Number.isNaN(date)) {
      return;
    }
    const lower = date - receivedAt;
    const upper = date + 1_000 - sentAt;
    const span = this.#spans.at(-1);
    const known = span && widened(span, receivedAt);
    if (span === undefined || known === undefined) {
      this.#spans.push({ lower, upper, begunAt: sentAt, learnedAt: receivedAt });
      return;
    }
    if (lower > known.upper + skew || upper < known.lower - skew) {
      this.#spans.push({ lower, upper, begunAt: sentAt, learnedAt: receivedAt });
      return;
    }
    const contradicts = lower > known.upper || upper < known.lower;
    // Two machines of the service whose clocks differ: either may have created an entity.
    span.lower = contradicts ? Math.min(known.lower, lower) : Math.max(known.lower, lower);
    span.upper = contradicts ? Math.max(known.upper, upper) : Math.min(known.upper, upper);
    span.learnedAt = receivedAt;
  }

  /** The service's time at a local time, or `undefined` before the first response. */
  at(local: number): TimeRange | undefined {
    const index = this.#spans.findLastIndex(({ begunAt }) => begunAt <= local);
    const span = this.#spans[Math.max(index, 0)];
    if (span === undefined) {
      return undefined;
    }
    const { lower, upper } = widened(span, local);
    const next = local > span.learnedAt ? this.#spans[index + 1] : undefined;
    // The clock was set somewhere between the two responses.
    const [least, most] =
      next === undefined ? [lower, upper] : [Math.min(lower, next.lower), Math.max(upper, next.upper)];
    return { earliest: local + least, latest: local + most };
  }
}

function widened({ lower, upper, learnedAt }: Span, local: number): { lower: number; upper: number } {
  const margin = Math.abs(local - learnedAt) * drift;
  return { lower: lower - margin, upper: upper + margin };
}
