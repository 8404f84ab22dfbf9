import type { Json, JsonObject } from "../core/json";
import type { LoggedRequest } from "../core/requestLog";

/**
 * Requests as an HTTP archive (HAR 1.2), which browsers and proxies open. Secrets are masked as in the log. Of responses,
 * the log has only the bodies of errors.
 *
 * @param origin - scheme, host and port of the emulator.
 * @param version - the version of the package.
 */
export function harOf(requests: readonly LoggedRequest[], origin: string, version: string): JsonObject {
  return {
    log: {
      version: "1.2",
      creator: { name: "aep-emulator", version },
      entries: requests.map((request) => entryOf(request, origin)),
    },
  };
}

function entryOf(request: LoggedRequest, origin: string): JsonObject {
  const { time, requestId, durationMs, fault } = request;
  const ms = durationMs ?? 0;
  return {
    startedDateTime: new Date(time).toISOString(),
    time: ms,
    request: requestOf(request, origin),
    response: responseOf(request),
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
    _requestId: requestId,
    ...(fault === undefined ? {} : { comment: `fault: ${fault}` }),
  };
}

function requestOf({ method, path, headers, body }: LoggedRequest, origin: string): JsonObject {
  const url = `${origin}${path}`;
  const text = textOf(body);
  return {
    method,
    url,
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: text === undefined ? 0 : -1,
    ...(text === undefined
      ? {}
      : { postData: { mimeType: headers["content-type"] ?? "application/json", text } }),
  };
}

function responseOf({ status, response }: LoggedRequest): JsonObject {
  const text = textOf(response ?? null);
  return {
    // The format has no other value for a response that was not received.
    status: status ?? 0,
    statusText: "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: [],
    content: { size: -1, mimeType: "application/json", ...(text === undefined ? {} : { text }) },
    redirectURL: "",
    headersSize: -1,
    bodySize: -1,
  };
}

function textOf(body: Json): string | undefined {
  return body === null ? undefined : typeof body === "string" ? body : JSON.stringify(body);
}
