import type { Operation } from "../http/call";

/** The operations that change something on a service. */
const changing: ReadonlySet<Operation> = new Set<Operation>(["create", "update", "delete"]);

/** The calls of this process that are in progress and change something. */
export class RunningCalls {
  #count = 0;
  #onIdle: (() => void)[] = [];

  /** Whether there is none. */
  get isIdle(): boolean {
    return this.#count === 0;
  }

  /** Executes a call. */
  async run<T>(operation: Operation, call: () => Promise<T>): Promise<T> {
    if (!changing.has(operation)) {
      return call();
    }
    this.#count++;
    try {
      return await call();
    } finally {
      this.#count--;
      if (this.isIdle) {
        for (const resolve of this.#onIdle.splice(0)) {
          resolve();
        }
      }
    }
  }

  /** Resolves when the last of them has ended. */
  idle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.#onIdle.push(resolve));
  }
}
