import type { Clock } from "./clock";

/** A bearer token and how long it lasts. */
export interface Token {
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Renewed this long before it ends, so that no request leaves with a token that ends on the way. */
const renewalMargin = 300_000;

/** Keeps one token for a whole process: fetched once however many calls wait for it, renewed before it ends. */
export class TokenSource {
  readonly #fetch: () => Promise<Token>;
  readonly #clock: Clock;
  #current: Promise<string> | undefined;
  #last: string | undefined;
  #endsAt: number | undefined;
  #renewAt = Number.POSITIVE_INFINITY;

  constructor(fetch: () => Promise<Token>, clock: Clock) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** The token in force. */
  get(): Promise<string> {
    if (this.#clock.now() >= this.#renewAt) {
      this.#current = undefined;
    }
    this.#current ??= this.#renew();
    return this.#current;
  }

  /** The last token that was fetched: no message may show it. */
  get last(): string | undefined {
    return this.#last;
  }

  /** Local time at which the last token ends, or `undefined` for one that does not say. */
  get endsAt(): number | undefined {
    return this.#endsAt;
  }

  /** Says that the service refused this token. Whoever asks next gets a new one; a newer one is kept. */
  async refused(token: string): Promise<void> {
    const current = this.#current;
    if (current === undefined || (await current.catch(() => token)) !== token) {
      return;
    }
    if (this.#current === current) {
      this.#current = undefined;
    }
  }

  #renew(): Promise<string> {
    this.#renewAt = Number.POSITIVE_INFINITY;
    const fetched = this.#fetch().then(
      (token) => {
        const lifetime = token.expiresIn * 1_000;
        // A short-lived token would otherwise be renewed at every call.
        this.#renewAt = this.#clock.now() + Math.max(lifetime - renewalMargin, lifetime / 2);
        this.#last = token.value;
        this.#endsAt = Number.isFinite(lifetime) ? this.#clock.now() + lifetime : undefined;
        return token.value;
      },
      (error: unknown) => {
        // The next call tries again instead of repeating an old failure.
        if (this.#current === fetched) {
          this.#current = undefined;
        }
        throw error;
      },
    );
    return fetched;
  }
}
