// As in Adobe's Developer Console.
const most = 2;

interface ClientSecret {
  readonly id: number;
  readonly value: string;
}

/**
 * The secrets of the client, in memory only: the state file contains no secret. After a restart, the secret of the
 * options is the only one again.
 */
export class ClientSecrets {
  readonly #initial: string;
  #secrets: readonly ClientSecret[] = [];
  #lastId = 0;

  /** @param initial - the only secret at the start. */
  constructor(initial: string) {
    this.#initial = initial;
    this.reset();
  }

  /** The ids of the valid secrets, oldest first. */
  list(): number[] {
    return this.#secrets.map(({ id }) => id);
  }

  /** Whether a secret is valid. */
  accepts(value: string | undefined): boolean {
    return this.#secrets.some((secret) => secret.value === value);
  }

  /**
   * Adds a secret, and returns its id.
   *
   * @throws Error if it is already valid, or if there are two.
   */
  add(value: string): number {
    if (this.accepts(value)) {
      throw new Error("this secret is already valid");
    }
    if (this.#secrets.length >= most) {
      throw new Error("there are already two secrets; remove one first");
    }
    this.#lastId += 1;
    this.#secrets = [...this.#secrets, { id: this.#lastId, value }];
    return this.#lastId;
  }

  /**
   * Removes a secret. Tokens that it got stay valid.
   *
   * @throws Error if it is the last one.
   */
  remove(id: number): void {
    if (this.#secrets.length === 1) {
      throw new Error("the last secret cannot be removed");
    }
    this.#secrets = this.#secrets.filter((secret) => secret.id !== id);
  }

  /** Makes the initial secret the only one. */
  reset(): void {
    this.#secrets = [{ id: 1, value: this.#initial }];
    this.#lastId = 1;
  }
}
