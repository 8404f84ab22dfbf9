/** Where a clock keeps its offset. */
export interface ClockOffset {
  read(): number;
  write(offsetMs: number): void;
}

/** The service's time: the machine's time plus an offset that tests can change. */
export class Clock {
  readonly #offset: ClockOffset;

  /** @param offset - the only place of the offset, so that a change that cannot be stored has no effect. */
  constructor(offset: ClockOffset = offsetInMemory()) {
    this.#offset = offset;
  }

  /** Milliseconds between the service's time and the machine's. */
  get offsetMs(): number {
    return this.#offset.read();
  }

  /** The service's time in milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  /**
   * Whether a time has passed for something that began earlier. What began later than now began before the clock was set
   * back: it has passed too, so that nothing that was visible disappears and nobody waits for hours.
   *
   * @param since - when it began, in milliseconds.
   * @param until - when it ends; Infinity for never.
   */
  hasPassed(since: number, until: number): boolean {
    const now = this.now();
    return now >= until || (now < since && until !== Number.POSITIVE_INFINITY);
  }

  /** Sets the offset. */
  setOffset(offsetMs: number): void {
    this.#offset.write(offsetMs);
  }

  /** Moves the time forward. */
  advance(milliseconds: number): void {
    this.setOffset(this.offsetMs + milliseconds);
  }
}

function offsetInMemory(): ClockOffset {
  let offset = 0;
  return {
    read: () => offset,
    write(offsetMs) {
      offset = offsetMs;
    },
  };
}
