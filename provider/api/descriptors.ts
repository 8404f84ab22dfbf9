import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath, withQuery } from "../http/path";
import { kindFacts } from "../kinds";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject, valueAt } from "../values/json";
import type { Gateway } from "./gateway";
import { unlessGone } from "./gone";
import { PageWatch } from "./pages";
import { idOf, Platform } from "./platform";
import { requireEntity } from "./requestedEntity";

/** Path of the collection. */
export const descriptors = constantPath(kindFacts.descriptor.collection);

// Only lists of this form have pages. A limit in their request was seen refused with 400.
const pagedList = "application/vnd.adobe.xdm-v2+json";
const oneDescriptor = "application/vnd.adobe.xdm+json";

/** Schema Registry: descriptors, with the names of the API. */
export class Descriptors {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Creates a descriptor; returns its `@id`. */
  async create(body: JsonObject): Promise<string> {
    const request = { method: "POST", path: descriptors, json: body } as const;
    return idOf(request, (await this.#platform.send(request)).body, "@id");
  }

  /** Gets a descriptor by its `@id`, or `undefined` when it does not exist. */
  async get(id: string): Promise<JsonObject | undefined> {
    const request = { method: "GET", path: below(id), headers: { accept: oneDescriptor } } as const;
    return unlessGone(async () => {
      const { body } = await this.#platform.send(request);
      if (!isJsonObject(body)) {
        throw new Problem({ what: `GET ${request.path} returned no descriptor.` });
      }
      requireEntity(request, id, body["@id"]);
      return body;
    });
  }

  /** Replaces a descriptor. The registry has no PATCH for descriptors, and the guide shows a response with only the id. */
  async put(id: string, body: JsonObject): Promise<void> {
    await this.#platform.send({ method: "PUT", path: below(id), json: body });
  }

  /** Deletes a descriptor; one that is gone is a success. */
  delete(id: string): Promise<void> {
    return this.#platform.delete({ method: "DELETE", path: below(id) });
  }

  /** The descriptors of a schema, or all, page by page. */
  async *pages(sourceSchema?: string): AsyncGenerator<JsonObject[]> {
    const property = sourceSchema === undefined ? undefined : `xdm:sourceSchema==${sourceSchema}`;
    let start: string | undefined;
    const watch = new PageWatch(descriptors);
    do {
      const { body } = await this.#platform.send({
        method: "GET",
        path: withQuery(descriptors, { property, start }),
        headers: { accept: pagedList },
      });
      const found = descriptorsIn(body);
      yield found.filter((one) => sourceSchema === undefined || one["xdm:sourceSchema"] === sourceSchema);
      const next = isJsonObject(body) ? valueAt(body, "_page.next") : undefined;
      if (next === start) {
        return;
      }
      start = typeof next === "string" && next !== "" ? next : undefined;
      if (start !== undefined) {
        watch.next(found.map((one) => one["@id"]));
      }
    } while (start !== undefined);
  }
}

// Lists without pages have a list by type. A service that ignores the requested form returns these.
function descriptorsIn(body: unknown): JsonObject[] {
  if (!isJsonObject(body)) {
    throw new Problem({ what: `GET ${descriptors} returned no list of descriptors.` });
  }
  const lists = Array.isArray(body.results) ? [body.results] : Object.values(body);
  return lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter(isJsonObject);
}

function below(id: string): UrlPath {
  return path`${descriptors}/${id}`;
}
