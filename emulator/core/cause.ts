import { AsyncLocalStorage } from "node:async_hooks";

/** Who makes a change: a client's request by its number in the log, an admin call, or the service itself. */
export type Cause =
  | { readonly by: "client"; readonly request: number }
  | { readonly by: "admin" }
  | { readonly by: "service" };

const causes = new AsyncLocalStorage<Cause>();

const service: Cause = { by: "service" };

/** Runs an action whose changes have a cause. */
export function causedBy<Result>(cause: Cause, action: () => Result): Result {
  return causes.run(cause, action);
}

/** The cause of a change that is made now. */
export function currentCause(): Cause {
  return causes.getStore() ?? service;
}
