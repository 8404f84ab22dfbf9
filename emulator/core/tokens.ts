import { randomUUID } from "node:crypto";
import type { Clock } from "./clock";

/** The services that issue tokens; none accepts another's. */
export type TokenService = "adobe" | "madconnect" | "entra";

/**
 * Valid access tokens, in memory only. After a restart, earlier tokens get 401: the state file gives no access, and
 * tests show that clients renew their tokens.
 */
export class Tokens {
  readonly #ends = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Issues a token. */
  issue(seconds: number, service: TokenService = "adobe"): string {
    const now = this.#clock.now();
    for (const [token, end] of this.#ends) {
      if (end <= now) {
        this.#ends.delete(token);
      }
    }
    const token = `emulator-access-${service}-${randomUUID()}`;
    this.#ends.set(token, now + seconds * 1000);
    return token;
  }

  /** Whether a token is a service's and has not expired. */
  accepts(token: string, service: TokenService = "adobe"): boolean {
    return (
      token.startsWith(`emulator-access-${service}-`) && (this.#ends.get(token) ?? 0) > this.#clock.now()
    );
  }

  /** Revokes all tokens. */
  revoke(): void {
    this.#ends.clear();
  }
}
