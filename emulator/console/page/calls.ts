/** Reads from the console's API. */
export async function getJson<Body>(path: string, query: Record<string, string> = {}): Promise<Body> {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  const response = await fetch(`api/${path}${search.size === 0 ? "" : `?${search}`}`);
  return bodyOf(response) as Promise<Body>;
}

/**
 * Sends an admin call.
 *
 * @param path - below the path of all admin calls.
 * @throws Error with the emulator's own message if it refuses.
 */
export async function adminCall(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`../${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  return bodyOf(response);
}

/** The path of an entity below that of a call. */
export function entityPath({ collection, id }: { collection: string; id: string }): string {
  return `${encodeURIComponent(collection)}/${encodeURIComponent(id)}`;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const body: unknown = text === "" ? null : JSON.parse(text);
  if (!response.ok) {
    const error = (body as { error?: unknown } | null)?.error;
    throw new Error(typeof error === "string" ? error : `the emulator returned status ${response.status}`);
  }
  return body;
}
