import type { Operation } from "rfc6902";
import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath, withQuery } from "../http/path";
import { flowServicePath } from "../kinds/flowService";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject } from "../values/json";
import type { Gateway } from "./gateway";
import { PageWatch } from "./pages";
import { etagOf, idOf, itemsOf, Platform } from "./platform";

/** The Flow Service's collections that hold resources. */
export type Collection = "connections" | "sourceConnections" | "targetConnections" | "flows";

/** Collections that can only be read, and those. */
export type ReadableCollection = Collection | "connectionSpecs" | "flowSpecs" | "runs";

const base = constantPath(flowServicePath);

/** Maximum page size of the service. */
const pageSize = 100;

/** Flow Service: connections, source and target connections, flows. */
export class FlowService {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Creates an entity; the response contains only its id and etag. */
  async create(collection: Collection, body: JsonObject): Promise<{ id: string; etag: string | undefined }> {
    const request = { method: "POST", path: below(collection), json: body } as const;
    const response = await this.#platform.send(request);
    return { id: idOf(request, response.body), etag: etagOf(response.body) };
  }

  /** Gets an entity, or `undefined` when it does not exist. */
  async get(collection: ReadableCollection, id: string): Promise<JsonObject | undefined> {
    const entity = await this.#platform.getItem({ method: "GET", path: below(collection, id) }, id);
    return entity === undefined ? undefined : withEtag(collection, entity);
  }

  /** Updates an entity with a JSON Patch; returns the new etag. The etag is sent as received, with its quotes. */
  async patch(
    collection: Collection,
    id: string,
    etag: string,
    operations: readonly Operation[],
  ): Promise<string | undefined> {
    const response = await this.#platform.send({
      method: "PATCH",
      path: below(collection, id),
      headers: { "if-match": etag },
      json: operations,
    });
    return etagOf(response.body);
  }

  /** Enables or disables a flow; returns the new etag. */
  async act(flowId: string, op: "enable" | "disable"): Promise<string | undefined> {
    const response = await this.#platform.send({
      method: "POST",
      path: withQuery(path`${base}/flows/${flowId}/action`, { op }),
      idempotent: true,
    });
    return etagOf(response.body);
  }

  /** Starts a run of a flow on demand; returns its id. */
  async startRun(body: JsonObject): Promise<string> {
    const request = { method: "POST", path: below("runs"), json: body } as const;
    const response = await this.#platform.send(request);
    // Documented both as {id, etag} and as a list of one.
    const items = isJsonObject(response.body) ? response.body.items : undefined;
    return idOf(request, Array.isArray(items) ? items[0] : response.body);
  }

  /** Runs a run again: starts a new run with the same data; returns its id. */
  async retryRun(runId: string): Promise<string> {
    const request = {
      method: "POST",
      path: withQuery(path`${base}/runs/${runId}/action`, { op: "re-trigger" }),
    } as const;
    const { body } = await this.#platform.send(request);
    // The guide shows {id, etag}, the specification a run, and lists of one are usual.
    const items = isJsonObject(body) ? body.items : undefined;
    return idOf(request, Array.isArray(items) ? items[0] : body);
  }

  /** Cancels a run that has not ended. */
  async cancelRun(runId: string): Promise<void> {
    await this.#platform.send({
      method: "POST",
      path: withQuery(path`${base}/runs/${runId}/action`, { op: "cancel" }),
      idempotent: true,
    });
  }

  /** Tests whether a connection reaches its source. */
  async test(connectionId: string): Promise<boolean> {
    const response = await this.#platform.send({
      method: "GET",
      path: path`${base}/connections/${connectionId}/test`,
    });
    return isJsonObject(response.body) && response.body.result === true;
  }

  /** Explores a source by its connection or its connection spec; the form of the response depends on the query. */
  async explore(
    collection: "connections" | "connectionSpecs",
    id: string,
    query: Readonly<Record<string, string | number | boolean | undefined>>,
  ): Promise<unknown> {
    const explored = withQuery(path`${base}/${collection}/${id}/explore`, query);
    return (await this.#platform.send({ method: "GET", path: explored })).body;
  }

  /** Deletes an entity; one that is gone is a success. */
  delete(collection: Collection, id: string): Promise<void> {
    return this.#platform.delete({ method: "DELETE", path: below(collection, id) });
  }

  /** All entities of a collection that match every filter, following the pages. */
  async *list(collection: ReadableCollection, property: readonly string[] = []): AsyncGenerator<JsonObject> {
    for await (const page of this.pages(collection, property)) {
      yield* page;
    }
  }

  /**
   * The same, page by page.
   *
   * @param orderby field to order by, with a minus sign for the largest value first. Default: the order of the service.
   */
  async *pages(
    collection: ReadableCollection,
    property: readonly string[] = [],
    orderby?: string,
  ): AsyncGenerator<JsonObject[]> {
    const query = { property, limit: pageSize, orderby };
    let next: UrlPath | undefined = withQuery(below(collection), query);
    const seen = new Set<string>();
    const watch = new PageWatch(below(collection));
    while (next !== undefined) {
      const page = next.toString();
      if (seen.has(page)) {
        throw new Problem({ what: `GET ${page} returned a next link to the same page.` });
      }
      seen.add(page);
      const request = { method: "GET", path: next } as const;
      const { body } = await this.#platform.send(request);
      const entities = itemsOf(request, body);
      yield entities.map((entity) => withEtag(collection, entity));
      const continuationToken = nextToken(body);
      next =
        continuationToken === undefined
          ? undefined
          : withQuery(below(collection), { continuationToken, ...query });
      if (next !== undefined && !seen.has(next.toString())) {
        watch.next(entities.map(({ id }) => id));
      }
    }
  }
}

/** Path of a collection, or of an entity in it. */
export function below(collection: ReadableCollection, id?: string): UrlPath {
  return id === undefined ? path`${base}/${collection}` : path`${base}/${collection}/${id}`;
}

// The version of a spec is no etag. For the other collections the two are documented as equal.
function withEtag(collection: ReadableCollection, entity: JsonObject): JsonObject {
  return collection === "connectionSpecs" || collection === "flowSpecs"
    ? entity
    : { ...entity, etag: entity.etag ?? entity.version };
}

// Only the token is taken from the link: a response must not decide to which host or path the next request is sent.
function nextToken(body: unknown): string | undefined {
  const links = isJsonObject(body) ? body._links : undefined;
  const next = isJsonObject(links) ? links.next : undefined;
  const href = isJsonObject(next) ? next.href : undefined;
  if (typeof href !== "string") {
    return undefined;
  }
  // Not parsed as a form, where the plus sign of an unescaped token would become a space.
  const token = /[?&]continuationToken=([^&#]+)/.exec(href)?.[1];
  return token === undefined ? undefined : decodeURIComponent(token);
}
