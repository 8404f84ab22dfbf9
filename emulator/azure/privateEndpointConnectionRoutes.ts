import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { objectAt } from "../core/json";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { ArmError } from "./errors";
import { connectionOf, findOperation, retryAfter, startOperation } from "./operations";
import { addressOf } from "./path";
import {
  checkDecision,
  connectionsOf,
  disconnect,
  isDeleted,
  readDecision,
  setStatus,
} from "./privateEndpointConnections";
import { armBody, connectionsName, findAt, refuseOthers, requireResource } from "./resources/resources";
import { type AzureType, storageAccounts } from "./types";

/** The private endpoint connections of the resources of one type. */
export function privateEndpointConnectionRoutes(emulator: Emulator, type: AzureType): Hono<Env> {
  const { switches, clock } = emulator;
  const path = `/:name/${connectionsName}`;

  const find = (context: RequestContext): Stored | undefined => {
    requireResource(emulator, type, context);
    const found = findAt(emulator, addressOf(context.req.path));
    return found === undefined || isDeleted(found) ? undefined : found;
  };

  const missing = (context: RequestContext): ArmError =>
    new ArmError(
      switches.azureMissingConnection === 400 ? 400 : 404,
      "ResourceNotFound",
      `There is no private endpoint connection ${context.req.param("connection")}.`,
    );

  const routes = new Hono<Env>();

  routes.get(path, (context) => {
    const resource = requireResource(emulator, type, context);
    const connections = connectionsOf(emulator, resource).map(({ entity }) => entity);
    const start = Number(Buffer.from(context.req.query("$skipToken") ?? "", "base64url").toString());
    const end = switches.azureConnectionsPerPage === 0 ? Infinity : start + switches.azureConnectionsPerPage;
    return context.json({
      value: connections.slice(start, end),
      ...(end < connections.length ? { nextLink: pageLink(context, end) } : {}),
    });
  });

  routes.get(`${path}/:connection`, (context) => {
    const stored = find(context);
    if (stored !== undefined) {
      return context.json(stored.entity);
    }
    if (switches.azureMissingConnection === 204) {
      return context.body(null, 204);
    }
    throw missing(context);
  });

  routes.put(`${path}/:connection`, (context) => {
    const stored = find(context);
    const body = armBody(context);
    refuseOthers(body, ["properties"], "the body");
    const properties = objectAt(body, "properties");
    refuseOthers(properties, ["privateLinkServiceConnectionState"], "properties");
    const decision = readDecision(body);
    if (stored === undefined) {
      // Only the other side creates connections.
      throw missing(context);
    }
    checkDecision(stored, decision.status);
    if (isPolled(type, switches)) {
      const { status, description = "" } = decision;
      const operation = startOperation(emulator, stored, { status, description });
      const link = (kind: string) => operationLink(context, type, kind, operation.id);
      return context.body(null, 202, {
        "Azure-AsyncOperation": link("operationStatuses"),
        Location: link("operationResults"),
        ...retryAfter(emulator, operation),
      });
    }
    setStatus(emulator, stored, decision, clock.now());
    return context.json(stored.entity);
  });

  routes.delete(`${path}/:connection`, (context) => {
    const stored = find(context);
    if (stored === undefined) {
      return context.body(null, 204);
    }
    disconnect(emulator, stored);
    return context.body(null, switches.azureConnectionDeleteStatus);
  });

  return routes;
}

function isPolled(type: AzureType, { azureStorageApproval }: Switches): boolean {
  return type.approval === "polled" || (type === storageAccounts && azureStorageApproval === "polled");
}

/** The operations that clients poll after an approval. */
export function azureOperationRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();

  const find = (context: RequestContext): Stored => {
    const operation = findOperation(emulator, context.req.param("operation") ?? "");
    if (operation === undefined) {
      throw new ArmError(404, "ResourceNotFound", "There is no such operation.");
    }
    return operation;
  };

  routes.get("/operationStatuses/:operation", (context) => {
    const operation = find(context);
    return context.json({ id: context.req.path, ...operation.entity }, 200, retryAfter(emulator, operation));
  });

  routes.get("/operationResults/:operation", (context) => {
    const operation = find(context);
    if (operation.entity.status === "InProgress") {
      return context.body(null, 202, { Location: context.req.url, ...retryAfter(emulator, operation) });
    }
    const connection = connectionOf(emulator, operation);
    if (connection === undefined) {
      throw new ArmError(404, "ResourceNotFound", "The private endpoint connection no longer exists.");
    }
    return context.json(connection.entity);
  });

  return routes;
}

function pageLink(context: RequestContext, start: number): string {
  const url = new URL(context.req.url);
  url.searchParams.set("$skipToken", Buffer.from(String(start)).toString("base64url"));
  return url.href;
}

function operationLink(context: RequestContext, type: AzureType, kind: string, id: string): string {
  const { origin } = new URL(context.req.url);
  const version = encodeURIComponent(context.req.query("api-version") ?? "");
  const subscription = context.req.param("subscription");
  return `${origin}/subscriptions/${subscription}/providers/${type.namespace}/locations/eastus/${kind}/${id}?api-version=${version}`;
}
