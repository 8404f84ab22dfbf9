import { z } from "zod";
import { namesOf } from "../config/keys";
import type { Realm } from "../config/realm";
import type { ServiceResponse } from "../http/attempt";
import type { ServiceRequest } from "../http/client";
import { constantPath, path, type UrlPath, withQuery } from "../http/path";
import { LostResponseError, ServiceError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import { Problem } from "../messages/problem";
import { isJsonObject, type Json, type JsonObject } from "../values/json";
import type { Gateway } from "./gateway";
import { isGone } from "./gone";
import { contentOf } from "./madconnectEnvelope";
import { PageWatch } from "./pages";
import { requireEntity } from "./requestedEntity";

/** The account that entities of MadConnect belong to; without one, the client's own. */
export type MadconnectScope = { readonly accountId?: string };

/** MadConnect: an account, which is only required for sub-accounts. */
export const madconnectRealm = {
  service: "madconnect",
  title: "MadConnect",
  scope: {
    accountId: {
      noun: "account",
      config: "madconnectAccountId",
      optional: true,
      argument: z.string().regex(/./s, "must not be empty"),
      onChange: "createFirst",
    },
  },
} as const satisfies Realm;

const connections = constantPath(kindFacts.madconnectConnection.collection);
const connectors = path`/es/v2/connectors`;

/** The attributes of a connection that are kept. Its configs may be returned too, but they are secrets. */
const attributes = [
  ...["id", "accountId", "name", "status", "env", "createdTime", "updatedTime"],
  ...["deleted", "editable", "enabled", "monthlyVolume", "totalVolume", "usedVolume"],
];
const endAttributes = ["connectorId", "connectorName", "connectorLogo", "configured"];

/** No maximum page size is documented. The service may use a smaller one, but hardly less than the 10 of its samples. */
const pageSize = 100;
const leastPageSize = 10;

/** The requests that change a status. */
export type StatusCall = "activate" | "enable" | "disable";

/** Selects the connections of a list. */
export interface ConnectionFilter {
  /** Keyword to look for. */
  readonly q?: string | undefined;
  /** Status to look for; all when left out. */
  readonly status?: string | undefined;
}

/** MadConnect's connections and connectors, within one account. */
export class Madconnect {
  readonly #gateway: Gateway;
  readonly #accountId: string | undefined;

  constructor(gateway: Gateway, { accountId }: MadconnectScope) {
    this.#gateway = gateway;
    this.#accountId = accountId;
  }

  /** Creates a connection. It is not documented whether the response contains the connection or its id. */
  async create(body: JsonObject): Promise<JsonObject & { readonly id: string }> {
    const request = { method: "POST", path: this.#in(connections), json: body } as const;
    const created = contentOf((await this.#send(request)).body);
    if (isJsonObject(created) && typeof created.id === "string" && created.id !== "") {
      return { ...shownOf(created), id: created.id };
    }
    throw new LostResponseError(
      { method: "POST", path: connections.toString(), service: "madconnect" },
      "the response has no id",
    );
  }

  /** Gets a connection, or `undefined` when it does not exist, which includes one that is marked as deleted. */
  async get(id: string): Promise<JsonObject | undefined> {
    const found = await this.#getOne(path`${connections}/${id}`, id);
    if (found === undefined || found.deleted === true || found.status === "deleted") {
      return undefined;
    }
    return shownOf(found);
  }

  /** Replaces the name and both configs. */
  async put(id: string, body: JsonObject): Promise<void> {
    await this.#send({ method: "PUT", path: this.#in(path`${connections}/${id}`), json: body });
  }

  /** Requests a status; repeating the request has no further effect. */
  async setStatus(id: string, call: StatusCall): Promise<void> {
    await this.#send({
      method: "PUT",
      path: this.#in(path`${connections}/${id}/status/${call}`),
      idempotent: true,
    });
  }

  /** Deletes a connection; one that is gone is a success. It can be restored for 30 days. */
  async delete(id: string): Promise<void> {
    try {
      await this.#send({ method: "DELETE", path: this.#in(path`${connections}/${id}`) });
    } catch (error) {
      // The response for a connection that is already deleted is not documented, so the connection is read.
      if (isGone(error)) {
        return;
      }
      if (!(error instanceof ServiceError) || (await this.get(id)) !== undefined) {
        throw error;
      }
    }
  }

  /**
   * All connections, following the pages. Neither a total nor the maximum page size is documented, nor whether the offset
   * counts connections or pages: the list ends with a page that is shorter than the minimum or contains nothing new.
   */
  async *list(filter: ConnectionFilter = {}): AsyncGenerator<JsonObject> {
    const seen = new Set<Json>();
    const isNew = ({ id }: JsonObject) => !seen.has(id);
    const watch = new PageWatch(connections);
    let countsPages = false;
    for (let pages = 0; ; pages++) {
      let items = await this.#page(filter, countsPages ? pages : seen.size);
      if (pages === 1 && !items.some(isNew)) {
        countsPages = true;
        items = await this.#page(filter, pages);
      }
      const fresh = items.filter(isNew);
      for (const { id } of fresh) {
        seen.add(id);
      }
      yield* fresh.map(shownOf);
      if (fresh.length === 0 || items.length < leastPageSize) {
        return;
      }
      watch.next(items.map(({ id }) => id));
    }
  }

  /** Gets a connector, or `undefined` when it does not exist. */
  getConnector(id: string): Promise<JsonObject | undefined> {
    return this.#getOne(path`${connectors}/${id}`, id);
  }

  async #page(filter: ConnectionFilter, offset: number): Promise<JsonObject[]> {
    const query = { ...filter, size: pageSize, offset };
    const request = { method: "GET", path: this.#in(connections, query) } as const;
    const items = contentOf((await this.#send(request)).body);
    if (!Array.isArray(items) || !items.every(isJsonObject)) {
      throw unexpected(request, "no list");
    }
    return items;
  }

  async #getOne(entity: UrlPath, id: string): Promise<JsonObject | undefined> {
    const request = { method: "GET", path: this.#in(entity) } as const;
    try {
      const found = contentOf((await this.#send(request)).body);
      if (!isJsonObject(found)) {
        throw unexpected(request, "no content");
      }
      requireEntity(request, id, found.id);
      return found;
    } catch (error) {
      if (isGone(error)) {
        return undefined;
      }
      throw error;
    }
  }

  #in(base: UrlPath, query: Readonly<Record<string, string | number | undefined>> = {}): UrlPath {
    return withQuery(base, { accountId: this.#accountId, ...query });
  }

  #send(request: ServiceRequest): Promise<ServiceResponse> {
    return this.#gateway.client.send(request);
  }
}

function shownOf(connection: JsonObject): JsonObject {
  const ends = ["src", "dest"].map((name) => {
    const end = connection[name];
    return [name, isJsonObject(end) ? picked(end, endAttributes) : undefined];
  });
  return { ...picked(connection, attributes), ...Object.fromEntries(ends) };
}

function picked(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, object[key]]));
}

function unexpected({ method, path }: ServiceRequest, found: string): Problem {
  return new Problem({
    what: `${method} ${path} returned an unexpected response: ${found}.`,
    advice: `Check ${namesOf("madconnectUrl")}; if it is right, please report this with the request.`,
  });
}
