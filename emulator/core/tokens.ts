import { randomUUID } from "node:crypto";
import type { Clock } from "./clock";

/** Whose tokens they are: neither takes the other's. */
export type TokenService = "adobe" | "madconnect" | "entra";

/**
 * Access tokens in force. They are kept in memory only: a restart refuses earlier tokens with 401, so that the
 * state file grants nobody access and clients show that they renew.
 */
export class Tokens {
  readonly #ends = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A new token. */
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

  /** Whether a token is known to a service and has not ended. */
  accepts(token: string, service: TokenService = "adobe"): boolean {
    return (
      token.startsWith(`emulator-access-${service}-`) && (this.#ends.get(token) ?? 0) > this.#clock.now()
    );
  }

  /** Ends all tokens. */
  revoke(): void {
    this.#ends.clear();
  }
}
