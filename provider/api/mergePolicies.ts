import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath, withQuery } from "../http/path";
import { kindFacts } from "../kinds";
import { isJsonObject, type JsonObject, valueAt } from "../values/json";
import type { Gateway } from "./gateway";
import { unlessGone } from "./gone";
import { PageWatch } from "./pages";
import { idOf, Platform, unexpected } from "./platform";
import { requireEntity } from "./requestedEntity";

/** Path of the collection. */
export const mergePolicies = constantPath(kindFacts.mergePolicy.collection);

/** More than a sandbox can have, so that one page is enough. */
const pageSize = 100;

/** Real-Time Customer Profile: merge policies. */
export class MergePolicies {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Creates a merge policy; returns its id. */
  async create(body: JsonObject): Promise<string> {
    const request = { method: "POST", path: mergePolicies, json: body } as const;
    return idOf(request, (await this.#platform.send(request)).body);
  }

  /** Gets a merge policy, or `undefined` when it does not exist. */
  async get(id: string): Promise<JsonObject | undefined> {
    const request = { method: "GET", path: below(id) } as const;
    return unlessGone(async () => {
      const { body } = await this.#platform.send(request);
      if (!isJsonObject(body)) {
        throw unexpected(request, "no merge policy");
      }
      requireEntity(request, id, body.id);
      return body;
    });
  }

  /** Replaces a merge policy. PATCH cannot change the order of datasets. */
  async put(id: string, body: JsonObject): Promise<void> {
    await this.#platform.send({ method: "PUT", path: below(id), json: body });
  }

  /** Deletes a merge policy; one that is gone is a success. */
  delete(id: string): Promise<void> {
    return this.#platform.delete({ method: "DELETE", path: below(id) });
  }

  /** All merge policies, page by page. */
  async *pages(): AsyncGenerator<JsonObject[]> {
    let start: string | undefined;
    const watch = new PageWatch(mergePolicies);
    do {
      const request = {
        method: "GET",
        path: withQuery(mergePolicies, { limit: pageSize, start }),
      } as const;
      const { body } = await this.#platform.send(request);
      const children = isJsonObject(body) ? body.children : undefined;
      if (!isJsonObject(body) || !Array.isArray(children) || !children.every(isJsonObject)) {
        throw unexpected(request, "no list of merge policies");
      }
      yield children;
      const next = startOf(valueAt(body, "_links.next.href"));
      if (next === start) {
        return;
      }
      start = next;
      if (start !== undefined) {
        watch.next(children.map(({ id }) => id));
      }
    } while (start !== undefined);
  }
}

// Only this parameter is taken from the link: a response must not decide to which host or path the next request is sent.
// The link of the last page is an empty text.
function startOf(href: unknown): string | undefined {
  const start = typeof href === "string" ? /[?&]start=([^&#]+)/.exec(href)?.[1] : undefined;
  return start === undefined ? undefined : decodeURIComponent(start);
}

function below(id: string): UrlPath {
  return path`${mergePolicies}/${id}`;
}
