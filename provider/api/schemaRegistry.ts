import type { Operation } from "rfc6902";
import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath, withQuery } from "../http/path";
import { LostResponseError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject, valueAt } from "../values/json";
import type { Gateway } from "./gateway";
import { isGone } from "./gone";
import { Platform } from "./platform";

/** Path of the collection. */
export const schemas = constantPath(kindFacts.schema.collection);

const descriptors = path`/data/foundation/schemaregistry/tenant/descriptors`;

/** Largest page the registry gives. */
const pageSize = 300;

/** Whole schemas, with references to class and field groups as they were written. A list takes no version. */
const oneSchema = "application/vnd.adobe.xed+json; version=1";
const manySchemas = "application/vnd.adobe.xed+json";
const manyDescriptors = "application/vnd.adobe.xdm+json";

/** Schema Registry: the tenant's own schemas. */
export class SchemaRegistry {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Makes a schema; the answer is the whole of it. */
  async create(body: JsonObject): Promise<JsonObject> {
    const answer = await this.#platform.send({ method: "POST", path: schemas, json: body });
    if (isJsonObject(answer.body) && typeof answer.body.$id === "string") {
      return answer.body;
    }
    // It was made, but which one it is the answer does not tell.
    throw new LostResponseError({ method: "POST", path: schemas.toString() }, "the answer holds no $id");
  }

  /** Gets a schema by its `$id` or `meta:altId`, or `undefined` when it does not exist. */
  async get(id: string): Promise<JsonObject | undefined> {
    const request = { method: "GET", path: below(id), headers: { accept: oneSchema } } as const;
    try {
      const { body } = await this.#platform.send(request);
      if (!isJsonObject(body)) {
        throw new Problem({ what: `GET ${request.path} was answered without a schema.` });
      }
      return body;
    } catch (error) {
      if (isGone(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Changes a schema by JSON Patch; the answer is the whole of it. The registry has no If-Match. */
  async patch(id: string, operations: readonly Operation[]): Promise<JsonObject> {
    const answer = await this.#platform.send({ method: "PATCH", path: below(id), json: operations });
    return isJsonObject(answer.body) ? answer.body : {};
  }

  /** Deletes a schema; gone is success. */
  delete(id: string): Promise<void> {
    return this.#platform.delete({ method: "DELETE", path: below(id) });
  }

  /** The `$id`s of the schemas that descriptors say something about: identities, relationships, display names. */
  async schemasWithDescriptors(): Promise<ReadonlySet<string>> {
    const request = { method: "GET", path: descriptors, headers: { accept: manyDescriptors } } as const;
    const { body } = await this.#platform.send(request);
    // Documented both as a list and as lists by type.
    const lists = isJsonObject(body) ? Object.values(body) : [body];
    const found = lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter(isJsonObject);
    return new Set(found.map((descriptor) => String(descriptor["xdm:sourceSchema"])));
  }

  /** All schemas with this title, following the pages. */
  async *list(title: string): AsyncGenerator<JsonObject> {
    // An equal sign or a comma has a meaning in filters, so a title with one is looked for among all.
    const property = /[=,<>!~]/.test(title) ? undefined : `title==${title}`;
    for await (const page of this.pages(property)) {
      yield* page.filter((schema) => schema.title === title);
    }
  }

  /** All schemas that match a filter, page by page. */
  async *pages(property?: string): AsyncGenerator<JsonObject[]> {
    let start: string | undefined;
    do {
      const { body } = await this.#platform.send({
        method: "GET",
        path: withQuery(schemas, { property, orderby: "title", start, limit: pageSize }),
        headers: { accept: manySchemas },
      });
      const results = isJsonObject(body) ? body.results : undefined;
      if (!Array.isArray(results)) {
        throw new Problem({ what: `GET ${schemas} was answered without results.` });
      }
      yield results.filter(isJsonObject);
      const next = isJsonObject(body) ? valueAt(body, "_page.next") : undefined;
      if (next === start) {
        return;
      }
      start = typeof next === "string" && next !== "" ? next : undefined;
    } while (start !== undefined);
  }
}

function below(id: string): UrlPath {
  return path`${schemas}/${id}`;
}
