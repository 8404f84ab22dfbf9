import { presentable } from "../messages/presentable";
import { Problem } from "../messages/problem";
import { type JsonObject, withoutUndefined } from "../values/json";

/** An entity exists, but did not reach its end state: the engine keeps it and the next `up` continues from there. */
export class InitializationError extends Error {
  override readonly name = "InitializationError";
  readonly id: string;
  readonly outputs: JsonObject;

  constructor(id: string, outputs: JsonObject, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.id = id;
    this.outputs = outputs;
  }
}

/** Why a step of the lifecycle failed, without secrets: what each adapter packs for its host. */
export interface Failure {
  readonly message: string;
  /** The stack of a bug; left out of a message that is meant for users. */
  readonly stack?: string;
  /** The entity that exists all the same, unfinished: it has to be recorded. */
  readonly unfinished?: { readonly id: string; readonly outputs: JsonObject };
}

/** A step of the lifecycle failed. */
export class LifecycleError extends Error {
  override readonly name = "LifecycleError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
    this.stack = failure.stack ?? "";
  }
}

/**
 * Reads a failure from whatever was thrown.
 *
 * @param advice a further line of the message. Default: none.
 */
export function failureOf(error: unknown, secrets: readonly string[], advice?: string): Failure {
  const known = error instanceof Error ? error : new Error(String(error));
  const isBug = !(known instanceof Problem) && !(known.cause instanceof Problem);
  return {
    message: presentable(advice === undefined ? known.message : `${known.message}\n${advice}`, secrets),
    ...(isBug && known.stack !== undefined ? { stack: presentable(known.stack, secrets) } : {}),
    ...(known instanceof InitializationError
      ? { unfinished: { id: known.id, outputs: withoutUndefined(known.outputs) } }
      : {}),
  };
}
