import type { Method } from "./retryTable";

/**
 * Whether a request changes something on its service. Each POST, PUT, PATCH and DELETE of this package does: what it only
 * reads, it reads by GET. A GET for credentials of a landing zone can renew those that have expired; it still counts as a
 * read, because the service does that for every reader.
 */
export function changesSomething({ method }: { readonly method: Method }): boolean {
  return method !== "GET";
}
