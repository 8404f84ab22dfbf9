/** The service's time: the machine's, moved by an offset that tests may change. */
export class Clock {
  #offsetMs: number;
  readonly #moved: (offsetMs: number) => void;

  /**
   * @param moved - is told every new offset, so that it can be kept.
   * @param offsetMs - the offset to begin with.
   */
  constructor(moved: (offsetMs: number) => void = () => {}, offsetMs = 0) {
    this.#moved = moved;
    this.#offsetMs = offsetMs;
  }

  /** Milliseconds between the service's time and the machine's. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** The service's time in milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Sets the offset. */
  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    this.#moved(offsetMs);
  }

  /** Moves the time on. */
  advance(milliseconds: number): void {
    this.setOffset(this.#offsetMs + milliseconds);
  }
}
