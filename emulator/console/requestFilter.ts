import type { RequestRow } from "./protocol";

/** Which requests the console shows. The page uses this file too, so it imports types only. */
export interface RowFilter {
  readonly method?: string | undefined;
  /** A part of the path with its query, in any case. */
  readonly path?: string | undefined;
  /** The first digit of the status, or `none` as long as there is no response. */
  readonly status?: string | undefined;
  /** `any`, or a kind of fault. */
  readonly fault?: string | undefined;
}

/** Whether a request passes a filter. Empty members do not filter. */
export function passes(
  row: Pick<RequestRow, "method" | "path" | "status"> & { readonly fault?: string | null },
  filter: RowFilter,
): boolean {
  const { method, path, status, fault } = filter;
  const injected = row.fault ?? null;
  return (
    (!method || row.method === method) &&
    (!path || row.path.toLowerCase().includes(path.toLowerCase())) &&
    (!status || (row.status === null ? "none" : String(row.status).slice(0, 1)) === status) &&
    (!fault || (fault === "any" ? injected !== null : injected === fault))
  );
}
