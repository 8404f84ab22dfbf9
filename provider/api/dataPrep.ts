import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath, withQuery } from "../http/path";
import { ServiceError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject } from "../values/json";
import type { Gateway } from "./gateway";
import { unlessGone } from "./gone";
import { everyPage } from "./pages";
import { idOf, Platform } from "./platform";
import { requireEntity } from "./requestedEntity";

/** Path of the collection. */
export const mappingSets = constantPath(kindFacts.mappingSet.collection);

/** The default page size would take ten times as many requests; no maximum is documented. */
const pageSize = 100;

/** Statuses of a service that does not support the deletion of mapping sets. */
const noDelete: ReadonlySet<number> = new Set([404, 405, 501]);

/** Data Prep: mapping sets. */
export class DataPrep {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Creates a mapping set with version 0. */
  async create(body: JsonObject): Promise<{ id: string; version: number }> {
    const request = { method: "POST", path: mappingSets, json: body } as const;
    const response = await this.#platform.send(request);
    return { id: idOf(request, response.body), version: versionIn(response.body) ?? 0 };
  }

  /** Gets a mapping set, or `undefined` when it does not exist; without a version, the service chooses one. */
  async get(id: string, version?: number): Promise<JsonObject | undefined> {
    const request = { method: "GET", path: withQuery(below(id), { version }) } as const;
    return unlessGone(async () => {
      const { body } = await this.#platform.send(request);
      if (!isJsonObject(body)) {
        throw new Problem({ what: `GET ${request.path.shown} returned no mapping set.` });
      }
      requireEntity(request, id, body.id);
      return body;
    });
  }

  /** Replaces the content of a mapping set, as its next version. */
  async put(id: string, body: JsonObject): Promise<{ version: number | undefined }> {
    const response = await this.#platform.send({ method: "PUT", path: below(id), json: body });
    return { version: versionIn(response.body) };
  }

  /**
   * Deletes a mapping set if the service supports it, which is not documented. Returns the refusal of a service that does
   * not support it: that is no failure.
   */
  async delete(id: string): Promise<ServiceError | undefined> {
    try {
      await this.#platform.send({ method: "DELETE", path: below(id) });
      return undefined;
    } catch (error) {
      if (!(error instanceof ServiceError) || !noDelete.has(error.status)) {
        throw error;
      }
      // The responses for a set that is gone and for an unsupported request may look the same.
      if (error.status === 404 && (await this.get(id)) === undefined) {
        return undefined;
      }
      return error;
    }
  }

  /** All mapping sets, newest first, following the pages. */
  async *list(name?: string): AsyncGenerator<JsonObject> {
    for await (const page of this.pages(name)) {
      yield* page;
    }
  }

  /** The same, page by page. */
  pages(name?: string): AsyncGenerator<JsonObject[]> {
    return everyPage(async (start) => {
      const { body } = await this.#platform.send({
        method: "GET",
        path: withQuery(mappingSets, { name, orderBy: "-createdDate", limit: pageSize, start }),
      });
      const data = isJsonObject(body) ? body.data : undefined;
      if (!Array.isArray(data)) {
        throw new Problem({ what: `GET ${mappingSets} returned no data.` });
      }
      return data.filter(isJsonObject);
    });
  }
}

/** The version in a response; the service returns it as a number or as text. */
export function versionIn(body: unknown): number | undefined {
  const version = isJsonObject(body) ? body.version : undefined;
  const number = typeof version === "string" ? Number(version) : version;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}

function below(id: string): UrlPath {
  return path`${mappingSets}/${id}`;
}
