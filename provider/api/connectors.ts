import type { Scope } from "../config/realm";
import type { ServiceRequest } from "../http/client";
import { constantPath, path, withQuery } from "../http/path";
import { kindFacts } from "../kinds";
import { isJsonObject, type JsonObject, textOf } from "../values/json";
import type { Gateway } from "./gateway";
import { isGone } from "./gone";
import { idOf, itemsOf, Platform, unexpected } from "./platform";
import { requireEntity } from "./requestedEntity";

/** Path of the collection. */
export const privateEndpoints = constantPath(kindFacts.privateEndpoint.collection);

/** Path of the collection of public keys. */
export const publicKeys = constantPath(kindFacts.publicKey.collection);
const landingZone = constantPath("/data/foundation/connectors/landingzone");
const interactiveAuthoring = path`${privateEndpoints}/interactiveAuthoring`;

/** Type of a landing zone: that of sources, or that of destinations. */
export type LandingZoneType = "user_drop_zone" | "dlz_destination";

/** Connectors API: private endpoints, public keys and the landing zone. */
export class Connectors {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Creates a private endpoint; the response is the whole endpoint, still `Pending`. */
  async createPrivateEndpoint(body: JsonObject): Promise<{ id: string; endpoint: JsonObject }> {
    const request = { method: "POST", path: privateEndpoints, json: body } as const;
    const response = await this.#platform.send(request);
    return { id: idOf(request, response.body), endpoint: isJsonObject(response.body) ? response.body : {} };
  }

  /** Gets an endpoint, or `undefined` when it does not exist. */
  getPrivateEndpoint(id: string): Promise<JsonObject | undefined> {
    return this.#platform.getItem({ method: "GET", path: path`${privateEndpoints}/${id}` }, id);
  }

  /** All endpoints of the sandbox, or those of one connection spec. No paging is documented. */
  async listPrivateEndpoints(connectionSpecId?: string): Promise<JsonObject[]> {
    const property = connectionSpecId === undefined ? undefined : `connectionSpec.id==${connectionSpecId}`;
    const request = { method: "GET", path: withQuery(privateEndpoints, { property }) } as const;
    return itemsOf(request, (await this.#platform.send(request)).body);
  }

  /** The endpoints that a connection with these credentials would use. The service reads the body of this GET. */
  async resolvePrivateEndpoints(connection: JsonObject): Promise<JsonObject[]> {
    const resolve = withQuery(privateEndpoints, { op: "autoResolve" });
    const request = { method: "GET", path: resolve, json: connection } as const;
    return itemsOf(request, (await this.#platform.send(request)).body);
  }

  /** Status of interactive authoring in the sandbox, in lower case: `disabled`, `enabling` or `enabled`. */
  async getInteractiveAuthoring(): Promise<string> {
    const { body } = await this.#platform.send({ method: "GET", path: interactiveAuthoring });
    // The documented values are in lower case, those of the sample response are not.
    return isJsonObject(body) ? textOf(body.status).toLowerCase() : "disabled";
  }

  /** Enables interactive authoring, which ends by itself after this number of minutes (at most 120). */
  async enableInteractiveAuthoring(autoTerminationMinutes: number): Promise<void> {
    await this.#platform.send({
      method: "POST",
      path: withQuery(interactiveAuthoring, { op: "enable" }),
      json: { autoTerminationMinutes },
      idempotent: true,
    });
  }

  /** Deletes an endpoint; one that is gone is a success. */
  deletePrivateEndpoint(id: string): Promise<void> {
    return this.#platform.delete({ method: "DELETE", path: path`${privateEndpoints}/${id}` });
  }

  /** Creates a key pair; the response contains its public key, the id of that and its expiry. */
  async createPublicKey(body: JsonObject): Promise<{ id: string; key: JsonObject }> {
    const request = { method: "POST", path: publicKeys, json: body } as const;
    const response = await this.#platform.send(request);
    const [key = {}] = keysIn(response.body) ?? [];
    return { id: idOf(request, { id: key.publicKeyId }), key };
  }

  /** Gets a public key, or `undefined` when it does not exist. */
  async getPublicKey(id: string): Promise<JsonObject | undefined> {
    const request = { method: "GET", path: path`${publicKeys}/${id}` } as const;
    try {
      const { body } = await this.#platform.send(request);
      const keys = keysIn(body);
      if (keys === undefined || keys.length > 1) {
        throw unexpected(request, "no public key");
      }
      requireEntity(request, id, keys[0]?.publicKeyId);
      return keys[0];
    } catch (error) {
      if (isGone(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Deletes a key pair; one that is gone is a success. */
  deletePublicKey(id: string): Promise<void> {
    return this.#platform.delete({ method: "DELETE", path: path`${publicKeys}/${id}` });
  }

  /** All public keys of the sandbox. No paging is documented. */
  async listPublicKeys(): Promise<JsonObject[]> {
    const request = { method: "GET", path: publicKeys } as const;
    const keys = keysIn((await this.#platform.send(request)).body);
    if (keys === undefined) {
      throw unexpected(request, "no list of public keys");
    }
    return keys;
  }

  /** The landing zone of the sandbox: its container, and how long files stay in it. */
  async getLandingZone(type: LandingZoneType): Promise<JsonObject> {
    const request = { method: "GET", path: withQuery(landingZone, { type }) } as const;
    return objectOf(request, (await this.#platform.send(request)).body);
  }

  /** The credentials of the landing zone. The service renews them if they have expired. */
  async getLandingZoneCredentials(type: LandingZoneType): Promise<JsonObject> {
    const request = { method: "GET", path: withQuery(path`${landingZone}/credentials`, { type }) } as const;
    return objectOf(request, (await this.#platform.send(request)).body);
  }

  /** Renews the credentials of the landing zone and returns the new ones. A repetition renews them once more. */
  async renewLandingZoneCredentials(type: LandingZoneType): Promise<JsonObject> {
    const request = {
      method: "POST",
      path: withQuery(path`${landingZone}/credentials`, { type, action: "refresh" }),
      idempotent: true,
    } as const;
    return objectOf(request, (await this.#platform.send(request)).body);
  }
}

function objectOf(request: ServiceRequest, body: unknown): JsonObject {
  if (!isJsonObject(body)) {
    throw unexpected(request, "no JSON object");
  }
  return body;
}

// The sample response to the list is one object; that to the list of customer-managed keys is a list, and private endpoints
// of the same service have `items`.
function keysIn(body: unknown): JsonObject[] | undefined {
  const listed = isJsonObject(body) && Array.isArray(body.items) ? body.items : [body].flat();
  return listed.every(isJsonObject) && listed.every(({ publicKeyId }) => typeof publicKeyId === "string")
    ? listed
    : undefined;
}
