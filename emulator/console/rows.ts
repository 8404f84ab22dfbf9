import type { LoggedRequest, RequestLog } from "../core/requestLog";
import type { RequestDetails, RequestList, RequestRow } from "./protocol";
import { passes, type RowFilter } from "./requestFilter";

/** What the list of requests shows of one. */
export function rowOf(request: LoggedRequest): RequestRow {
  const { number, time, method, path, template, status, durationMs, fault = null } = request;
  return { number, time, method, path, template, status, durationMs, fault };
}

/** Everything about a request. */
export function detailsOf(request: LoggedRequest): RequestDetails {
  const { requestId, headers, body, response = null } = request;
  return { ...rowOf(request), requestId, headers, body, response };
}

/** Requests that pass a filter, newest first. */
export function requestList(log: RequestLog, filter: RowFilter, limit: number): RequestList {
  const found = matching(log, filter);
  return { items: found.slice(-limit).toReversed().map(rowOf), total: found.length };
}

/** Requests that pass a filter, oldest first. */
export function matching(log: RequestLog, filter: RowFilter): LoggedRequest[] {
  return log.list().filter((request) => passes(request, filter));
}
