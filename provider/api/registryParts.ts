import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath } from "../http/path";
import { ServiceError } from "../http/serviceError";
import { isJsonObject, type JsonObject, textOf } from "../values/json";
import type { Gateway } from "./gateway";
import { isServicesOwn } from "./gone";
import { Platform, unexpected } from "./platform";
import { requireEntity } from "./requestedEntity";
import { SchemaRegistry } from "./schemaRegistry";

/** Collections of the parts that schemas consist of, as the paths of the registry name them. */
export type PartCollection = "classes" | "fieldgroups" | "datatypes";

/** Containers of the registry: standard resources of Adobe, and those of the tenant in one sandbox. */
export type Container = "global" | "tenant";

/** Ids of standard resources: with the URI prefix of XDM or schema.org, or the short forms of these. */
const standardId = /^(https:\/\/ns\.adobe\.com\/xdm\/|http:\/\/schema\.org\/|_xdm\.|_schema\.)/;

const onePart = "application/vnd.adobe.xed+json; version=1";

/** Schema Registry: classes, field groups and data types, standard ones and those of the tenant. */
export class RegistryParts {
  readonly #platform: Platform;
  readonly #collectionIn: (container: Container, collection: PartCollection) => SchemaRegistry;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
    this.#collectionIn = (container, collection) =>
      new SchemaRegistry(gateway, scope, pathOf(container, collection));
  }

  /** Gets a part by its `$id` or `meta:altId` from whichever container has it, or `undefined` when neither does. */
  async get(collection: PartCollection, id: string): Promise<JsonObject | undefined> {
    // Some standard resources have ids of other forms, so the other container is asked too.
    const containers = standardId.test(id)
      ? (["global", "tenant"] as const)
      : (["tenant", "global"] as const);
    for (const container of containers) {
      const found = await this.#getFrom(container, collection, id);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  /** All parts with this title in one container, following the pages. */
  titled(container: Container, collection: PartCollection, title: string): AsyncGenerator<JsonObject> {
    return this.#collectionIn(container, collection).list(title);
  }

  /**
   * All standard parts with this name: their title, such as "Demographic Details", or the last part of their `$id`, such as
   * `profile-person-details`. The path before the last part changes over time.
   */
  async named(collection: PartCollection, name: string): Promise<JsonObject[]> {
    const byTitle = await Array.fromAsync(this.titled("global", collection, name));
    if (byTitle.length > 0) {
      return byTitle;
    }
    const all = await Array.fromAsync(this.#collectionIn("global", collection).pages());
    return all.flat().filter(({ $id }) => textOf($id).split("/").at(-1) === name);
  }

  async #getFrom(
    container: Container,
    collection: PartCollection,
    id: string,
  ): Promise<JsonObject | undefined> {
    const request = {
      method: "GET",
      path: path`${pathOf(container, collection)}/${id}`,
      headers: { accept: onePart },
    } as const;
    try {
      const { body } = await this.#platform.send(request);
      if (!isJsonObject(body)) {
        throw unexpected(request, "no object");
      }
      requireEntity(request, id, body.$id, body["meta:altId"]);
      return body;
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }
}

/** Whether an error is the registry's own statement that something does not exist. */
export function isMissing(error: unknown): error is ServiceError {
  return (
    error instanceof ServiceError &&
    error.status === 404 &&
    isServicesOwn(error) &&
    (/^XDM-\d+-404$/.test(error.code ?? "") || error.body?.title === "NotFoundError")
  );
}

function pathOf(container: Container, collection: PartCollection): UrlPath {
  return constantPath(`/data/foundation/schemaregistry/${container}/${collection}`);
}
