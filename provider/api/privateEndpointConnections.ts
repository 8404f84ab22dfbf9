import { namesOf } from "../config/keys";
import type { Scope } from "../config/realm";
import type { HttpClient } from "../http/client";
import { path, UrlPath, withQuery } from "../http/path";
import { Problem } from "../messages/problem";
import type { ArmId } from "../values/armId";
import { isJsonObject, type JsonObject, valueAt } from "../values/json";
import { approvalTarget, type ConnectionId, parseConnectionId } from "./approvalTargets";
import type { Gateway } from "./gateway";
import { isGone, unlessGone } from "./gone";
import { PageWatch } from "./pages";
import { requireEntity } from "./requestedEntity";

/** A private endpoint connection as Azure returns it. */
export interface Connection {
  /** Its id, as Azure Resource Manager writes it. */
  readonly id: string;
  /** Id of the private endpoint on Azure that requested the connection. */
  readonly endpointId: string | undefined;
  /** `Pending`, `Approved`, `Rejected` or `Disconnected`. */
  readonly status: string;
  readonly description: string | undefined;
  /** `Succeeded` if no operation is in progress. */
  readonly provisioningState: string | undefined;
}

/** Azure Resource Manager: the private endpoint connections of a resource. */
export class PrivateEndpointConnections {
  readonly #http: HttpClient;
  readonly #scope: Scope | undefined;

  /**
   * @param scope organisation and sandbox of the private endpoints in AEP whose connections are approved or deleted: a
   * sandbox that is protected against changes is protected against these too. Default: nothing is approved or deleted.
   */
  constructor({ client }: Gateway, scope?: Scope) {
    this.#http = client;
    this.#scope = scope;
  }

  /** All connections of a resource, following the pages. */
  async list(target: ArmId): Promise<Connection[]> {
    const connections: Connection[] = [];
    const seen = new Set<string>();
    let next: UrlPath | undefined = connectionsPath(target);
    const watch = new PageWatch(next);
    while (next !== undefined) {
      const page = next.toString();
      if (seen.has(page)) {
        throw new Problem({ what: `GET ${page} returned a next link to the same page.` });
      }
      seen.add(page);
      const { body } = await this.#http.send({ method: "GET", path: next });
      const items = isJsonObject(body) ? body.value : undefined;
      if (!Array.isArray(items)) {
        throw new Problem({
          what: `GET ${page} returned an unexpected response: no list of connections.`,
          advice: `Check ${namesOf("azureManagementUrl")}; if it is right, please report this with the request.`,
        });
      }
      connections.push(...items.filter(isJsonObject).flatMap((item) => connectionOf(item) ?? []));
      next = nextPage(body);
      if (next !== undefined) {
        watch.next(items.map((item) => (isJsonObject(item) ? item.id : undefined)));
      }
    }
    return connections;
  }

  /** Gets a connection, or `undefined` when it does not exist. */
  async get(id: ConnectionId): Promise<Connection | undefined> {
    return unlessGone(async () => {
      // For a missing connection the status may also be 204.
      const request = { method: "GET", path: connectionPath(id) } as const;
      const { body } = await this.#http.send(request);
      if (!isJsonObject(body)) {
        return undefined;
      }
      requireEntity(request, idOf(id), body.id);
      return connectionOf(body);
    });
  }

  /**
   * Approves a connection; returns it if the response contains it. Azure refuses to approve one that is already approved,
   * so repeating the request does no harm.
   */
  async approve(id: ConnectionId, description: string | undefined): Promise<Connection | undefined> {
    const { body } = await this.#http.send({
      method: "PUT",
      path: connectionPath(id),
      // Not the connection as it was read: Azure refuses its read-only fields.
      json: { properties: { privateLinkServiceConnectionState: { status: "Approved", description } } },
      idempotent: true,
      scope: this.#scope,
    });
    return isJsonObject(body) ? connectionOf(body) : undefined;
  }

  /** Deletes a connection; one that is gone is a success. */
  async delete(id: ConnectionId): Promise<void> {
    try {
      await this.#http.send({ method: "DELETE", path: connectionPath(id), scope: this.#scope });
    } catch (error) {
      if (!isGone(error)) {
        throw error;
      }
    }
  }
}

function connectionOf(item: JsonObject): Connection | undefined {
  if (typeof item.id !== "string" || parseConnectionId(item.id) === undefined) {
    return undefined;
  }
  const text = (place: string) => {
    const value = valueAt(item, `properties.${place}`);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  return {
    id: item.id,
    endpointId: text("privateEndpoint.id"),
    status: text("privateLinkServiceConnectionState.status") ?? "without a status",
    description: text("privateLinkServiceConnectionState.description"),
    provisioningState: text("provisioningState"),
  };
}

function connectionsPath(target: ArmId): UrlPath {
  return withQuery(below(target), { "api-version": versionOf(target) });
}

function connectionPath({ target, name }: ConnectionId): UrlPath {
  return withQuery(path`${below(target)}/${name}`, { "api-version": versionOf(target) });
}

function idOf({ target, name }: ConnectionId): string {
  return `${below(target)}/${name}`;
}

function below({ subscriptionId, resourceGroupName, type, name }: ArmId): UrlPath {
  const [namespace = "", kind = ""] = type.split("/");
  const group = path`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`;
  return path`${group}/providers/${namespace}/${kind}/${name}/privateEndpointConnections`;
}

function versionOf(target: ArmId): string {
  const row = approvalTarget(target);
  if (row === undefined) {
    throw new Problem({ what: `Connections of ${target.type} are not supported.` });
  }
  return row.apiVersion;
}

// Only path and query are taken from the link: the token must not be sent to another host.
function nextPage(body: unknown): UrlPath | undefined {
  const link = isJsonObject(body) ? body.nextLink : undefined;
  const url = typeof link === "string" ? URL.parse(link, "https://management.azure.com") : null;
  return url === null ? undefined : new UrlPath(url.pathname + url.search);
}
