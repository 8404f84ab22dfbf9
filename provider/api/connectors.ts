import type { Scope } from "../config/realm";
import { constantPath, path, withQuery } from "../http/path";
import { kindFacts } from "../kinds";
import { isJsonObject, type JsonObject, textOf } from "../values/json";
import type { Gateway } from "./gateway";
import { idOf, itemsOf, Platform } from "./platform";

/** Path of the collection. */
export const privateEndpoints = constantPath(kindFacts.privateEndpoint.collection);
const interactiveAuthoring = path`${privateEndpoints}/interactiveAuthoring`;

/** Connectors API: private endpoints. */
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
}
