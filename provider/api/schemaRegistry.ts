import type { Operation } from "rfc6902";
import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath, withQuery } from "../http/path";
import { LostResponseError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject, valueAt } from "../values/json";
import type { Gateway } from "./gateway";
import { isGone, unlessGone } from "./gone";
import { PageWatch } from "./pages";
import { Platform } from "./platform";
import { requireEntity } from "./requestedEntity";

/** Path of the collection of schemas. */
export const schemas = constantPath(kindFacts.schema.collection);

/** Path of the collection of data types. */
export const dataTypes = constantPath(kindFacts.dataType.collection);

/** Path of the collection of field groups. */
export const fieldGroups = constantPath(kindFacts.fieldGroup.collection);

/** Path of the collection of classes. */
export const classes = constantPath(kindFacts.schemaClass.collection);

/** A collection whose resources can refer to others, and what its resources are called. */
export interface ReferringCollection {
  readonly noun: string;
  readonly collection: UrlPath;
}

const ofGroups: readonly ReferringCollection[] = [
  { noun: "schema", collection: schemas },
  { noun: "class", collection: classes },
  { noun: "field group", collection: fieldGroups },
];

/** The collections whose resources can refer to a kind of resource. */
export const referringTo: Readonly<
  Record<"dataType" | "fieldGroup" | "schemaClass", readonly ReferringCollection[]>
> = {
  dataType: [...ofGroups, { noun: "data type", collection: dataTypes }],
  fieldGroup: ofGroups,
  schemaClass: [
    { noun: "schema", collection: schemas },
    { noun: "field group", collection: fieldGroups },
  ],
};

const stats = path`/data/foundation/schemaregistry/stats`;

/** Maximum page size of the registry. */
const pageSize = 300;

/** Whole resources, with unresolved references. A list accepts no version. */
const oneWhole = "application/vnd.adobe.xed+json; version=1";
const manyWhole = "application/vnd.adobe.xed+json";

/** Schema Registry: the tenant's own resources of one collection. */
export class SchemaRegistry {
  readonly #platform: Platform;
  readonly #collection: UrlPath;

  /** @param collection - path of the collection. Default: the schemas. */
  constructor(gateway: Gateway, scope: Scope, collection: UrlPath = schemas) {
    this.#platform = new Platform(gateway, scope);
    this.#collection = collection;
  }

  /** Creates a resource; the response contains it. */
  async create(body: JsonObject): Promise<JsonObject> {
    const response = await this.#platform.send({ method: "POST", path: this.#collection, json: body });
    if (isJsonObject(response.body) && typeof response.body.$id === "string") {
      return response.body;
    }
    // It was created, but the response does not contain its id.
    throw new LostResponseError(
      { method: "POST", path: this.#collection.toString() },
      "the response has no $id",
    );
  }

  /** Gets a resource by its `$id` or `meta:altId`, or `undefined` when it does not exist. */
  async get(id: string): Promise<JsonObject | undefined> {
    const request = { method: "GET", path: this.#below(id), headers: { accept: oneWhole } } as const;
    return unlessGone(async () => {
      const { body } = await this.#platform.send(request);
      if (!isJsonObject(body)) {
        throw new Problem({ what: `GET ${request.path.shown} returned no object.` });
      }
      requireEntity(request, id, body.$id, body["meta:altId"]);
      return body;
    });
  }

  /** Updates a resource with a JSON Patch; the response contains it. The registry has no If-Match. */
  async patch(id: string, operations: readonly Operation[]): Promise<JsonObject> {
    const response = await this.#platform.send({ method: "PATCH", path: this.#below(id), json: operations });
    return isJsonObject(response.body) ? response.body : {};
  }

  /** Deletes a resource; returns whether the registry found it. */
  async delete(id: string): Promise<boolean> {
    try {
      await this.#platform.send({ method: "DELETE", path: this.#below(id) });
      return true;
    } catch (error) {
      if (isGone(error)) {
        return false;
      }
      throw error;
    }
  }

  /** The tenant id of the organisation: its namespace without the underscore. */
  async tenantId(): Promise<string> {
    const { body } = await this.#platform.send({ method: "GET", path: stats });
    const tenantId = isJsonObject(body) ? body.tenantId : undefined;
    if (typeof tenantId !== "string" || tenantId === "") {
      throw new Problem({ what: `GET ${stats} returned no tenantId.` });
    }
    return tenantId;
  }

  /** All resources with this title, following the pages. */
  async *list(title: string): AsyncGenerator<JsonObject> {
    // Some characters have a meaning in filters: for a title with one of them, all are listed.
    const property = /[=,<>!~]/.test(title) ? undefined : `title==${title}`;
    for await (const page of this.pages(property)) {
      yield* page.filter((resource) => resource.title === title);
    }
  }

  /** All resources that match a filter, page by page. */
  async *pages(property?: string): AsyncGenerator<JsonObject[]> {
    let start: string | undefined;
    const watch = new PageWatch(this.#collection);
    do {
      const { body } = await this.#platform.send({
        method: "GET",
        path: withQuery(this.#collection, { property, orderby: "title", start, limit: pageSize }),
        headers: { accept: manyWhole },
      });
      const results = isJsonObject(body) ? body.results : undefined;
      if (!Array.isArray(results)) {
        throw new Problem({ what: `GET ${this.#collection} returned no results.` });
      }
      const found = results.filter(isJsonObject);
      yield found;
      const next = isJsonObject(body) ? valueAt(body, "_page.next") : undefined;
      if (next === start) {
        return;
      }
      start = typeof next === "string" && next !== "" ? next : undefined;
      if (start !== undefined) {
        watch.next(found.map(({ $id }) => $id));
      }
    } while (start !== undefined);
  }

  #below(id: string): UrlPath {
    return path`${this.#collection}/${id}`;
  }
}
