import { ServiceError } from "../http/serviceError";

/**
 * Which answers say that a thing does not exist. Everything else that looks alike (sandbox not found, a gateway's
 * 404, a page without JSON) is an error and leaves state alone. `items: []` counts as gone where lists are read.
 */
const goneTable: readonly { readonly status: number; readonly code?: RegExp; readonly detail?: RegExp }[] = [
  // Flow Service; the code's number stands in the table of the docs with 400, in their sample with 404.
  { status: 404, code: /^FLOW-1439-/ },
  { status: 400, code: /^FLOW-1439-/ },
  // Flow Service, older: "connections not found with id = […]". The first word is the collection; of a sandbox it
  // would say nothing about the thing.
  { status: 404, detail: /^(connections|sourceConnections|targetConnections|flows) not found with id\b/i },
  // Connectors: nothing documents this answer; its codes follow this pattern elsewhere.
  { status: 404, code: /^CONNECTOR-\d+-404$/ },
];

/** Whether an error is the service's own word that the thing asked for does not exist. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    goneTable.some(
      (row) =>
        row.status === error.status &&
        (row.code === undefined || row.code.test(error.code ?? "")) &&
        (row.detail === undefined || row.detail.test(error.detail)),
    )
  );
}
