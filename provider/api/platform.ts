import { namesOf } from "../config/keys";
import type { Scope } from "../config/realm";
import type { ServiceResponse } from "../http/attempt";
import { changesSomething } from "../http/changes";
import type { ServiceRequest } from "../http/client";
import { LostResponseError, ServiceError } from "../http/serviceError";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject } from "../values/json";
import type { Gateway } from "./gateway";
import { isGone, unlessGone } from "./gone";
import { requireEntity } from "./requestedEntity";

/** Sends requests to AEP within one organisation and sandbox: the common part of all its APIs. */
export class Platform {
  readonly #gateway: Gateway;
  readonly #scope: Scope;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(gateway: Gateway, scope: Scope) {
    this.#gateway = gateway;
    this.#scope = scope;
    this.#headers = { "x-gw-ims-org-id": scope.orgId, "x-sandbox-name": scope.sandbox };
  }

  /** Sends one request with the scope's headers. */
  async send(request: ServiceRequest): Promise<ServiceResponse> {
    try {
      return await this.#gateway.client.send({
        ...request,
        scope: this.#scope,
        headers: { ...this.#headers, ...request.headers },
      });
    } finally {
      // Also after a failure: the change may have been applied.
      if (changesSomething(request)) {
        this.#gateway.forgetReads();
      }
    }
  }

  /** Gets the entity with this id from an `{"items":[entity]}` response, or `undefined` when it does not exist. */
  async getItem(request: ServiceRequest, id: string): Promise<JsonObject | undefined> {
    return unlessGone(async () => {
      const { body } = await this.send(request);
      const items = itemsOf(request, body);
      if (items.length > 1) {
        throw unexpected(request, `${items.length} entities under one id`);
      }
      requireEntity(request, id, items[0]?.id);
      return items[0];
    });
  }

  /** Deletes an entity; one that is gone is a success. */
  async delete(request: ServiceRequest): Promise<void> {
    try {
      await this.send(request);
    } catch (error) {
      if (!isGone(error)) {
        throw error;
      }
    }
  }
}

/** The `items` of a list response. */
export function itemsOf(request: ServiceRequest, body: unknown): JsonObject[] {
  const items = isJsonObject(body) ? body.items : undefined;
  if (!Array.isArray(items) || !items.every(isJsonObject)) {
    throw unexpected(request, "no list of items");
  }
  return items;
}

/**
 * The id of a create response. Without an id the entity may exist all the same, so the response counts as lost.
 *
 * @param key - name of the id in the response
 */
export function idOf(request: ServiceRequest, body: unknown, key = "id"): string {
  const id = isJsonObject(body) ? body[key] : undefined;
  if (typeof id !== "string" || id === "") {
    throw new LostResponseError(
      { method: request.method, path: request.path.shown },
      `the response has no ${key}`,
    );
  }
  return id;
}

/** The etag of a response as received, with its quotes. */
export function etagOf(body: unknown): string | undefined {
  if (!isJsonObject(body)) {
    return undefined;
  }
  if (typeof body.etag === "string") {
    return body.etag;
  }
  // A PATCH of a source or target connection is documented both as {id, etag} and as a list of one.
  const first = Array.isArray(body.items) ? body.items[0] : undefined;
  return isJsonObject(first) && typeof first.etag === "string" ? first.etag : undefined;
}

/** Whether an error reports that the entity no longer has the version that the request was sent for. */
export function isVersionConflict(error: unknown): boolean {
  return error instanceof ServiceError && error.status === 412;
}

/** The error for a response in another form than the documented ones. */
export function unexpected(request: ServiceRequest, found: string): Problem {
  return new Problem({
    what: `${request.method} ${request.path.shown} returned an unexpected response: ${found}.`,
    advice: `Check ${namesOf("apiUrl")}; if it is right, please report this with the request.`,
  });
}
