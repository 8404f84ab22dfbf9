import type { Operation } from "../../http/call";
import { isJsonObject, type Json, type JsonObject } from "../../values/json";
import type { InputFailure } from "../definition";

/**
 * Input with the option `customTimeouts` of a resource: seconds by operation, such as `{ create: 600 }`. The engine does
 * not pass the option to this kind of provider, so the resource classes pass it as an input. It is present only if the
 * program sets the option, is never sent, and is recorded, because a delete receives only what is recorded.
 */
export const timeoutsInput = "__timeouts";

/** The operations that `customTimeouts` applies to. */
export const timedOperations = ["create", "read", "update", "delete"] as const satisfies readonly Operation[];

/** Seconds by operation. */
export type Timeouts = Readonly<Partial<Record<(typeof timedOperations)[number], number>>>;

/**
 * Local time at which a call ends because of the limits that the program sets; `undefined` if it sets none. This
 * function and {@link longestWaitOf} are the only places that decide on the limits of a call.
 *
 * @param properties - the inputs of a create or an update, the recorded outputs of a read or a delete
 * @param now - local time at which the call begins
 */
export function deadlineOf(operation: Operation, properties: JsonObject, now: number): number | undefined {
  const timeouts = properties[timeoutsInput];
  const seconds = isJsonObject(timeouts) ? timeouts[operation] : undefined;
  return typeof seconds === "number" ? now + seconds * 1_000 : undefined;
}

/**
 * Maximum time of all waits of a call without a deadline, in milliseconds: the `timeoutSeconds` of a resource that has
 * them; `undefined` for the default.
 */
export function longestWaitOf({ timeoutSeconds }: JsonObject): number | undefined {
  return typeof timeoutSeconds === "number" ? timeoutSeconds * 1_000 : undefined;
}

/** Errors of the input, which a program can also set without the resource classes. */
export function timeoutFailures(value: Json): InputFailure[] {
  if (value === undefined) {
    return [];
  }
  if (!isJsonObject(value)) {
    return [{ property: timeoutsInput, reason: "must be an object of seconds by operation" }];
  }
  const known: readonly string[] = timedOperations;
  return Object.entries(value).flatMap(([operation, seconds]) => {
    const property = `${timeoutsInput}.${operation}`;
    if (!known.includes(operation)) {
      return [{ property, reason: `is not one of ${known.join(", ")}` }];
    }
    return typeof seconds === "number" && seconds > 0
      ? []
      : [{ property, reason: "must be a number of seconds above 0" }];
  });
}
