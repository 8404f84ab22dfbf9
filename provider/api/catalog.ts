import type { Operation } from "rfc6902";
import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath, withQuery } from "../http/path";
import { LostResponseError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject, textOf } from "../values/json";
import type { Gateway } from "./gateway";
import { isGone } from "./gone";
import { everyPage } from "./pages";
import { Platform } from "./platform";

/** Path of the collection. */
export const dataSets = constantPath(kindFacts.dataset.collection);

/** Largest page the service gives. */
const pageSize = 100;

/** Catalog: datasets. */
export class Catalog {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Makes a dataset; the answer is a list with a reference to it. */
  async create(body: JsonObject): Promise<string> {
    const answer = await this.#platform.send({ method: "POST", path: dataSets, json: body });
    const [reference] = Array.isArray(answer.body) ? answer.body : [];
    const id = /^@\/dataSets\/(\w+)$/.exec(textOf(reference))?.[1];
    if (id !== undefined) {
      return id;
    }
    // It was made, but which one it is the answer does not tell.
    throw new LostResponseError(
      { method: "POST", path: dataSets.toString() },
      "the answer holds no dataset id",
    );
  }

  /** Gets a dataset with its id, or `undefined` when it does not exist. */
  async get(id: string): Promise<JsonObject | undefined> {
    try {
      const { body } = await this.#platform.send({ method: "GET", path: below(id) });
      return withIds(below(id), body).find((dataSet) => dataSet.id === id);
    } catch (error) {
      if (isGone(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Changes a dataset by JSON Patch, which leaves alone what the service keeps beside our values. */
  async patch(id: string, operations: readonly Operation[]): Promise<void> {
    await this.#platform.send({
      method: "PATCH",
      path: below(id),
      headers: { "content-type": "application/json-patch+json" },
      json: operations,
    });
  }

  /** Deletes a dataset; gone is success. */
  delete(id: string): Promise<void> {
    return this.#platform.delete({ method: "DELETE", path: below(id) });
  }

  /** All datasets that match a filter, following the pages. */
  async *list(property?: string): AsyncGenerator<JsonObject> {
    for await (const page of this.pages(property)) {
      yield* page;
    }
  }

  /** The same page by page. */
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

// Catalog answers with a map from id to dataset, for one as for many; nothing found is an empty map or list.
function withIds(request: UrlPath, body: unknown): JsonObject[] {
  if (Array.isArray(body) && body.length === 0) {
    return [];
  }
  if (!isJsonObject(body)) {
    throw new Problem({ what: `GET ${request} was answered without a map of datasets.` });
  }
  return Object.entries(body).flatMap(([id, dataSet]) => (isJsonObject(dataSet) ? [{ ...dataSet, id }] : []));
}
