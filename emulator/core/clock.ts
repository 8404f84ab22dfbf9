/** The service's time: the machine's time plus an offset that tests can change. */
export class Clock {
  #offsetMs: number;
  readonly #moved: (offsetMs: number) => void;

  /**
   * @param moved - receives every new offset, to store it.
   * @param offsetMs - the initial offset.
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

  /** Moves the time forward. */
  advance(milliseconds: number): void {
    this.setOffset(this.#offsetMs + milliseconds);
  }
}
