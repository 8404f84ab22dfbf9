import type { RequestDetails } from "../../protocol";

// curl sets these itself.
const ownHeaders = new Set(["host", "connection", "content-length", "transfer-encoding", "accept-encoding"]);

/** A request as a curl command for a POSIX shell. Secrets are masked in the log; a token becomes a variable. */
export function curlOf({ method, path, headers, body }: RequestDetails, origin: string): string {
  const lines = [`curl -X ${method} ${quoted(origin + path)}`];
  for (const [name, value] of Object.entries(headers)) {
    if (ownHeaders.has(name.toLowerCase()) || name.toLowerCase().startsWith("sec-fetch-")) {
      continue;
    }
    lines.push(
      value === "Bearer ***" ? `-H "${name}: Bearer $ACCESS_TOKEN"` : `-H ${quoted(`${name}: ${value}`)}`,
    );
  }
  if (body !== null) {
    lines.push(`--data-raw ${quoted(typeof body === "string" ? body : JSON.stringify(body))}`);
  }
  return lines.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
