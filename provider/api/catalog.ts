import type { Operation } from "rfc6902";
import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath, withQuery } from "../http/path";
import { LostResponseError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject, textOf } from "../values/json";
import type { Gateway } from "./gateway";
import { unlessGone } from "./gone";
import { everyPage } from "./pages";
import { Platform } from "./platform";
import { requireEntity } from "./requestedEntity";

/** Path of the collection. */
export const dataSets = constantPath(kindFacts.dataset.collection);

/** Path of the collection whose PATCH merges objects at any depth. */
const mergedDataSets = constantPath("/data/foundation/catalog/v2/dataSets");

/** Maximum page size of the service. */
const pageSize = 100;

/** Catalog: datasets. */
export class Catalog {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Creates a dataset; the response is a list with a reference to it. */
  async create(body: JsonObject): Promise<string> {
    const response = await this.#platform.send({ method: "POST", path: dataSets, json: body });
    const [reference] = Array.isArray(response.body) ? response.body : [];
    const id = /^@\/dataSets\/(\w+)$/.exec(textOf(reference))?.[1];
    if (id !== undefined) {
      return id;
    }
    // It was created, but the response does not contain its id.
    throw new LostResponseError(
      { method: "POST", path: dataSets.toString() },
      "the response has no dataset id",
    );
  }

  /** Gets a dataset with its id, or `undefined` when it does not exist. */
  async get(id: string): Promise<JsonObject | undefined> {
    return unlessGone(async () => {
      const request = { method: "GET", path: below(id) } as const;
      const found = withIds(below(id), (await this.#platform.send(request)).body);
      requireEntity(request, id, ...found.map((dataSet) => dataSet.id));
      return found.find((dataSet) => dataSet.id === id);
    });
  }

  /** Updates a dataset with a JSON Patch, which keeps the values that the service has added. */
  async patch(id: string, operations: readonly Operation[]): Promise<void> {
    await this.#platform.send({
      method: "PATCH",
      path: below(id),
      headers: { "content-type": "application/json-patch+json" },
      json: operations,
    });
  }

  /**
   * Updates a dataset with a part of it: objects are merged at any depth, and missing ones are created. It sets values
   * and can be repeated.
   */
  async merge(id: string, part: JsonObject): Promise<void> {
    await this.#platform.send({
      method: "PATCH",
      path: path`${mergedDataSets}/${id}`,
      json: part,
      idempotent: true,
    });
  }

  /** Deletes a dataset; one that is gone is a success. */
  delete(id: string): Promise<void> {
    return this.#platform.delete({ method: "DELETE", path: below(id) });
  }

  /** All datasets that match a filter, following the pages. */
  async *list(property?: string): AsyncGenerator<JsonObject> {
    for await (const page of this.pages(property)) {
      yield* page;
    }
  }

  /** The same, page by page. */
  pages(property?: string): AsyncGenerator<JsonObject[]> {
    return everyPage(async (start) => {
      const page = withQuery(dataSets, { property, limit: pageSize, start });
      return withIds(page, (await this.#platform.send({ method: "GET", path: page })).body);
    });
  }
}

function below(id: string): UrlPath {
  return path`${dataSets}/${id}`;
}

// Catalog returns a map from id to dataset, for one dataset as for many, and an empty map or list for none.
function withIds(request: UrlPath, body: unknown): JsonObject[] {
  if (Array.isArray(body) && body.length === 0) {
    return [];
  }
  if (!isJsonObject(body)) {
    throw new Problem({ what: `GET ${request} returned no map of datasets.` });
  }
  return Object.entries(body).flatMap(([id, dataSet]) => (isJsonObject(dataSet) ? [{ ...dataSet, id }] : []));
}
