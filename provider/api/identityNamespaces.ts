import type { Scope } from "../config/realm";
import { constantPath, path, type UrlPath } from "../http/path";
import { kindFacts } from "../kinds";
import { isJsonObject, type JsonObject, textOf } from "../values/json";
import type { Gateway } from "./gateway";
import { unlessGone } from "./gone";
import { idOf, Platform, unexpected } from "./platform";
import { requireEntity } from "./requestedEntity";

/** Path of the collection. */
export const identityNamespaces = constantPath(kindFacts.identityNamespace.collection);

/** Identity Service: namespaces, with their numeric ids as text. */
export class IdentityNamespaces {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Creates a namespace; returns its id. */
  async create(body: JsonObject): Promise<string> {
    const request = { method: "POST", path: identityNamespaces, json: body } as const;
    const response = await this.#platform.send(request);
    return idOf(request, withTextId(isJsonObject(response.body) ? response.body : {}));
  }

  /** Gets a namespace by its id, or `undefined` when it does not exist. */
  async get(id: string): Promise<JsonObject | undefined> {
    const request = { method: "GET", path: below(id) } as const;
    return unlessGone(async () => {
      const { body } = await this.#platform.send(request);
      if (!isJsonObject(body)) {
        throw unexpected(request, "no namespace");
      }
      requireEntity(request, id, body.id);
      return withTextId(body);
    });
  }

  /** Replaces a namespace. The spec shows a list as response, and its text speaks of one namespace: it is not read. */
  async put(id: string, body: JsonObject): Promise<void> {
    await this.#platform.send({ method: "PUT", path: below(id), json: body });
  }

  /** All namespaces, with those of Adobe. The service has neither pages nor filters. */
  async list(): Promise<JsonObject[]> {
    const request = { method: "GET", path: identityNamespaces } as const;
    const { body } = await this.#platform.send(request);
    if (!Array.isArray(body) || !body.every(isJsonObject)) {
      throw unexpected(request, "no list of namespaces");
    }
    return body.map(withTextId);
  }
}

/** The namespace with this code. The case of codes does not matter, but one with the same case is preferred. */
export function withCode(namespaces: readonly JsonObject[], code: string): JsonObject | undefined {
  return (
    namespaces.find((one) => one.code === code) ??
    namespaces.find((one) => textOf(one.code).toLowerCase() === code.toLowerCase())
  );
}

function withTextId(namespace: JsonObject): JsonObject {
  return typeof namespace.id === "number" ? { ...namespace, id: String(namespace.id) } : namespace;
}

function below(id: string): UrlPath {
  return path`${identityNamespaces}/${id}`;
}
