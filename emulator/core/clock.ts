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
