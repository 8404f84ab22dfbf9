import { ServiceError } from "../http/serviceError";
import { factsOf, kinds } from "../kinds";
import type { ErrorPattern } from "../kinds/facts";

/**
 * Which error responses mean that an entity does not exist, for all kinds: a response to a request for one entity may
 * be about another one that it refers to. `items: []` means the same where lists are read.
 */
const gonePatterns: ReadonlySet<ErrorPattern> = new Set(kinds.flatMap((kind) => factsOf(kind).gone));

/** Whether an error is the service's own statement that the requested entity does not exist. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    isServicesOwn(error) &&
    [...gonePatterns].some((pattern) => matches(pattern, error))
  );
}

/** What a read of one entity returns, or `undefined` when the service states that the entity does not exist. */
export async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isGone(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether an error response matches a pattern. */
export function matches(pattern: ErrorPattern, error: ServiceError): boolean {
  return (
    (pattern.status === undefined || pattern.status === error.status) &&
    (pattern.code === undefined || pattern.code.test(error.code ?? "")) &&
    (pattern.detail === undefined || pattern.detail.test(error.detail)) &&
    (pattern.title === undefined || pattern.title === error.body?.title) &&
    (pattern.path === undefined || pattern.path.test(error.path))
  );
}

/**
 * Whether an error response is about the entity. A page without JSON, the gateway's own error format and an unknown
 * sandbox are not: they are errors and leave state alone.
 */
export function isServicesOwn({ body, code }: ServiceError): boolean {
  return body !== undefined && body.error_code === undefined && !/^FLOW-21\d\d-/.test(code ?? "");
}
