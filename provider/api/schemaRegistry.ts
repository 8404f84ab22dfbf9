import type { Operation } from "rfc6902";
import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath } from "../http/path";
import { LostResponseError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject } from "../values/json";
import type { Gateway } from "./gateway";
import { isGone } from "./gone";
import { Platform } from "./platform";
import { registryPages, registryTitled } from "./registryPages";
import { requireEntity } from "./requestedEntity";

/** Path of the collection. */
export const schemas = constantPath(kindFacts.schema.collection);

const stats = path`/data/foundation/schemaregistry/stats`;

const descriptors = path`/data/foundation/schemaregistry/tenant/descriptors`;

/** A whole schema, with unresolved references to class and field groups. */
const oneSchema = "application/vnd.adobe.xed+json; version=1";
const manyDescriptors = "application/vnd.adobe.xdm+json";

/** Schema Registry: the tenant's own schemas. */
export class SchemaRegistry {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Creates a schema; the response contains it. */
  async create(body: JsonObject): Promise<JsonObject> {
    const response = await this.#platform.send({ method: "POST", path: schemas, json: body });
    if (isJsonObject(response.body) && typeof response.body.$id === "string") {
      return response.body;
    }
    // It was created, but the response does not contain its id.
    throw new LostResponseError({ method: "POST", path: schemas.toString() }, "the response has no $id");
  }

  /** Gets a schema by its `$id` or `meta:altId`, or `undefined` when it does not exist. */
  async get(id: string): Promise<JsonObject | undefined> {
    const request = { method: "GET", path: below(id), headers: { accept: oneSchema } } as const;
    try {
      const { body } = await this.#platform.send(request);
      if (!isJsonObject(body)) {
        throw new Problem({ what: `GET ${request.path.shown} returned no schema.` });
      }
      requireEntity(request, id, body.$id, body["meta:altId"]);
      return body;
    } catch (error) {
      if (isGone(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Updates a schema with a JSON Patch; the response contains it. The registry has no If-Match. */
  async patch(id: string, operations: readonly Operation[]): Promise<JsonObject> {
    const response = await this.#platform.send({ method: "PATCH", path: below(id), json: operations });
    return isJsonObject(response.body) ? response.body : {};
  }

  /** Deletes a schema; one that is gone is a success. */
  delete(id: string): Promise<void> {
    return this.#platform.delete({ method: "DELETE", path: below(id) });
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

  /** The `$id`s of the schemas that have descriptors: identities, relationships, display names. */
  async schemasWithDescriptors(): Promise<ReadonlySet<string>> {
    const request = { method: "GET", path: descriptors, headers: { accept: manyDescriptors } } as const;
    const { body } = await this.#platform.send(request);
    // Documented both as a list and as lists by type.
    const lists = isJsonObject(body) ? Object.values(body) : [body];
    const found = lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter(isJsonObject);
    return new Set(found.map((descriptor) => String(descriptor["xdm:sourceSchema"])));
  }

  /** All schemas with this title, following the pages. */
  list(title: string): AsyncGenerator<JsonObject> {
    return registryTitled(this.#platform, schemas, title);
  }

  /** All schemas that match a filter, page by page. */
  pages(property?: string): AsyncGenerator<JsonObject[]> {
    return registryPages(this.#platform, schemas, property);
  }
}

function below(id: string): UrlPath {
  return path`${schemas}/${id}`;
}
