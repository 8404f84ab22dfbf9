import { ServiceError } from "../http/serviceError";
import { factsOf, kinds } from "../kinds";
import type { InUsePattern } from "../kinds/facts";
import { matches } from "./gone";

const patterns: ReadonlySet<InUsePattern> = new Set(kinds.flatMap((kind) => factsOf(kind).inUse));

/** A code of the service says more than the status and the path of the request. */
const mostSpecificFirst = [...patterns].toSorted(
  (left, right) => Number(left.code === undefined) - Number(right.code === undefined),
);

/** Reads from an error why a service did not delete an entity; `undefined` if it is another kind of error. */
export function refusalToDelete(error: unknown): InUsePattern | undefined {
  return error instanceof ServiceError
    ? mostSpecificFirst.find((pattern) => matches(pattern, error))
    : undefined;
}
