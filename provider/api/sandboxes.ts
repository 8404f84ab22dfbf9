import type { HttpClient } from "../http/client";
import { constantPath, withQuery } from "../http/path";
import { isJsonObject, type JsonObject, textOf } from "../values/json";
import type { Gateway } from "./gateway";
import { PageWatch } from "./pages";
import { unexpected } from "./platform";

/** Whether the data of a sandbox is productive. */
export type SandboxType = "production" | "development";

const collection = constantPath("/data/foundation/sandbox-management/");

/** The default of the service. No maximum is documented, and an organisation has at most 75 sandboxes. */
const pageSize = 50;

/** Sandbox management: the part that every credential may use, within one organisation. */
export class Sandboxes {
  readonly #client: HttpClient;
  readonly #orgId: string;

  constructor({ client }: Gateway, orgId: string) {
    this.#client = client;
    this.#orgId = orgId;
  }

  /**
   * Types of the sandboxes that the credential may use, by name, as the service writes them. A deleted sandbox can still be
   * in the list of the service; it is not in this one.
   */
  async types(): Promise<ReadonlyMap<string, string>> {
    const types = new Map<string, string>();
    const seen = new Set<unknown>();
    const watch = new PageWatch(collection);
    for (;;) {
      const known = seen.size;
      // Only one of the two parameters is an error.
      const path = withQuery(collection, { limit: pageSize, offset: known });
      // Without a sandbox, as in the guide: with one that does not exist, the whole list is refused.
      const headers = { "x-gw-ims-org-id": this.#orgId };
      const request = { method: "GET", path, headers } as const;
      const { body } = await this.#client.send(request);
      const sandboxes = isJsonObject(body) ? body.sandboxes : undefined;
      if (!Array.isArray(sandboxes) || !sandboxes.every(isJsonObject)) {
        throw unexpected(request, "no list of sandboxes");
      }
      for (const { name, type, state } of sandboxes) {
        seen.add(name);
        if (typeof name === "string" && state !== "deleted") {
          types.set(name, textOf(type));
        }
      }
      if (!hasNext(body) && (sandboxes.length < limitOf(body) || seen.size === known)) {
        return types;
      }
      watch.next(sandboxes.map(({ name }) => name));
    }
  }
}

/** Whether a type is one of the documented ones. */
export function isSandboxType(type: string | undefined): type is SandboxType {
  return type === "production" || type === "development";
}

/** The size of a full page, which the service may reduce. */
function limitOf(body: unknown): number {
  const limit = objectAt(body, "_page").limit;
  return typeof limit === "number" && limit > 0 ? Math.min(limit, pageSize) : pageSize;
}

// Only whether there is a link counts: the form of its target is not documented, and neither is that it is always there.
function hasNext(body: unknown): boolean {
  const { href } = objectAt(objectAt(body, "_links"), "next");
  return typeof href === "string" && href !== "";
}

function objectAt(value: unknown, key: string): JsonObject {
  const member = isJsonObject(value) ? value[key] : undefined;
  return isJsonObject(member) ? member : {};
}
