import type { Scope } from "../config/realm";
import { constantPath, withQuery } from "../http/path";
import { isJsonObject, type JsonObject, textOf } from "../values/json";
import type { Gateway } from "./gateway";
import { PageWatch } from "./pages";
import { Platform, unexpected } from "./platform";

/** Whether the data of a sandbox is productive. */
export type SandboxType = "production" | "development";

const collection = constantPath("/data/foundation/sandbox-management/");

/** An organisation has at most 75 sandboxes. */
const pageSize = 100;

/** Sandbox management: the part that every credential may use. */
export class Sandboxes {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /**
   * Types of the sandboxes that the credential may use, by name, as the service writes them. A deleted sandbox can still be
   * in the list of the service; it is not in this one.
   */
  async types(): Promise<ReadonlyMap<string, string>> {
    const types = new Map<string, string>();
    const watch = new PageWatch(collection);
    for (let offset = 0; ; ) {
      const path = withQuery(collection, { limit: pageSize, offset: offset === 0 ? undefined : offset });
      const request = { method: "GET", path } as const;
      const { body } = await this.#platform.send(request);
      const sandboxes = isJsonObject(body) ? body.sandboxes : undefined;
      if (!Array.isArray(sandboxes) || !sandboxes.every(isJsonObject)) {
        throw unexpected(request, "no list of sandboxes");
      }
      for (const { name, type, state } of sandboxes) {
        if (typeof name === "string" && state !== "deleted") {
          types.set(name, textOf(type));
        }
      }
      if (!hasNext(body)) {
        return types;
      }
      watch.next(sandboxes.map(({ name }) => name));
      offset += sandboxes.length;
    }
  }
}

/** Whether a type is one of the documented ones. */
export function isSandboxType(type: string | undefined): type is SandboxType {
  return type === "production" || type === "development";
}

// Only whether there is a link counts: the form of its target is not documented.
function hasNext(body: unknown): boolean {
  const links: JsonObject = isJsonObject(body) && isJsonObject(body._links) ? body._links : {};
  return isJsonObject(links.next) && typeof links.next.href === "string" && links.next.href !== "";
}
