import type { Clock } from "./clock";
import type { Report } from "./waitAccount";

/** A bearer token and how long it lasts. */
export interface Token {
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** A token is renewed this long before it ends, so that it does not end while a request is sent. Milliseconds. */
const renewalMargin = 300_000;

/** Keeps one token for a whole process: it is fetched once for all requests, and renewed before it ends. */
export class TokenSource {
  readonly #fetch: () => Promise<Token>;
  readonly #clock: Clock;
  #current: Promise<string> | undefined;
  #isFetching = false;
  /** Receives announcements while a token is fetched. */
  #report: Report | undefined;
  #last: string | undefined;
  #endsAt: number | undefined;
  #renewAt = Number.POSITIVE_INFINITY;

  constructor(fetch: () => Promise<Token>, clock: Clock) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /**
   * The token in force. If it has to be fetched, the first caller that passes `report` receives the announcements of long
   * waits for the token service.
   */
  get(report?: Report): Promise<string> {
    if (this.#clock.now() >= this.#renewAt) {
      this.#current = undefined;
    }
    this.#current ??= this.#renew();
    if (this.#isFetching) {
      this.#report ??= report;
    }
    return this.#current;
  }

  /** Announces a wait for the token service to a caller that waits for the token. */
  announce(message: string): void {
    this.#report?.(message);
  }

  /** The last fetched token; no message may show it. */
  get last(): string | undefined {
    return this.#last;
  }

  /** The machine's time at which the last token ends, or `undefined` if it has no end. */
  get endsAt(): number | undefined {
    return this.#endsAt;
  }

  /** Reports that the service refused this token. The next request gets a new one; a newer token is kept. */
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
    this.#isFetching = true;
    const ended = () => {
      this.#isFetching = false;
      this.#report = undefined;
    };
    const fetched = this.#fetch()
      .finally(ended)
      .then(
        (token) => {
          const lifetime = token.expiresIn * 1_000;
          // Otherwise a short-lived token would be renewed for every request.
          this.#renewAt = this.#clock.now() + Math.max(lifetime - renewalMargin, lifetime / 2);
          this.#last = token.value;
          this.#endsAt = Number.isFinite(lifetime) ? this.#clock.wall() + lifetime : undefined;
          return token.value;
        },
        (error: unknown) => {
          // The next request tries again instead of repeating an old failure.
          if (this.#current === fetched) {
            this.#current = undefined;
          }
          throw error;
        },
      );
    return fetched;
  }
}
