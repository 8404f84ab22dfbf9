import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { isJsonObject, type JsonObject, objectAt, stringAt } from "../core/json";
import { isListed, isVisible, livingReferrers } from "../core/living";
import { sandboxesOf } from "../core/sandboxes";
import type { Stored } from "../core/store";
import { matchesFilter, readPropertyFilter } from "../http/propertyFilter";
import { objectBody, optionalObject, refuseUnknownFields, requiredText } from "../http/requestBody";
import { FlowServiceError, notFound } from "../specs/errors";
import { readConnectionSpec } from "../specs/specReference";
import { checkQuota, endpointsOf, matchingEndpoints, supportsPrivateLink } from "./privateEndpoints";
import { privateEndpointsName, removeEndpoint, settle } from "./privateLink";

const fields = ["name", "subscriptionId", "resourceGroupName", "resourceName", "fqdns", "connectionSpec"];

/** Private endpoints of the connectors service. */
export function privateEndpointRoutes(emulator: Emulator): Hono<Env> {
  const { store, switches, clock } = emulator;
  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const search = new URL(context.req.url).searchParams;
    const op = search.get("op");
    const endpoints =
      op === null ? filteredEndpoints(emulator, context, search) : resolvedEndpoints(emulator, context, op);
    return context.json({ items: endpoints.map(listed) });
  });

  routes.post("/", (context) => {
    const sandbox = context.get("sandbox");
    const body = readPrivateEndpoint(emulator, objectBody(context));
    checkQuota(emulator, sandbox);
    if (switches.duplicatePrivateEndpoint === "refuse") {
      refuseDuplicate(emulator, sandbox.name, body);
    }
    const id = randomUUID();
    const entity = { id, ...body, state: "Pending" };
    store.add(privateEndpointsName, sandbox.name, id, entity, { createdAt: clock.now() });
    return context.json(entity, switches.privateEndpointCreateStatus);
  });

  routes.get("/:id", (context) => {
    const stored = find(emulator, context);
    if (stored === undefined && switches.unknownPrivateEndpoint === "notFound") {
      // No connector code is documented for this, so the Flow Service's is used.
      throw notFound(switches, privateEndpointsName, context.req.param("id"));
    }
    return context.json({ items: stored === undefined ? [] : [listed(stored)] });
  });

  routes.delete("/:id", (context) => {
    const stored = find(emulator, context);
    if (stored === undefined) {
      throw notFound(switches, privateEndpointsName, context.req.param("id"));
    }
    refuseUsed(emulator, stored);
    removeEndpoint(emulator, stored);
    return switches.privateEndpointDeleteBody === "object"
      ? context.json({ id: stored.id })
      : context.body(null, 200);
  });

  return routes;
}

function find(emulator: Emulator, context: RequestContext): Stored | undefined {
  const id = context.req.param("id") ?? "";
  const stored = emulator.store.get(privateEndpointsName, context.get("sandbox").name, id);
  return stored !== undefined && isVisible(emulator, context, stored) ? settle(emulator, stored) : undefined;
}

function filteredEndpoints(emulator: Emulator, context: RequestContext, search: URLSearchParams): Stored[] {
  const { switches } = emulator;
  const filters = search.getAll("property").map(readPropertyFilter);
  const sandboxes =
    switches.privateEndpointScope === "organisation" ? sandboxesOf(emulator) : [context.get("sandbox")];
  return sandboxes
    .flatMap(({ name }) => [...endpointsOf(emulator, name)])
    .filter(
      (stored) =>
        isListed(emulator, context, stored) &&
        filters.every((filter) => matchesFilter(stored.entity, filter)),
    );
}

function resolvedEndpoints(emulator: Emulator, context: RequestContext, op: string): Stored[] {
  if (op.toLowerCase() !== "autoresolve") {
    throw new FlowServiceError("CONNECTOR-1000-400", `Unknown op ${op}`);
  }
  const body = objectBody(context);
  const { spec } = readConnectionSpec(body, emulator.switches);
  const parameters = optionalObject(optionalObject(body, "auth") ?? {}, "params") ?? {};
  return matchingEndpoints(emulator, context.get("sandbox").name, spec.id, parameters);
}

function refuseUsed(emulator: Emulator, { id }: Stored): void {
  const users = livingReferrers(emulator, id, "connections");
  if (users.length > 0 && emulator.switches.privateEndpointUsedByConnection === "refuse") {
    throw new FlowServiceError(
      "FLOW-1418-400",
      `Private endpoint ${id} is used by connections ${users.map((user) => user.id).join(", ")} and cannot be deleted`,
      { type: privateEndpointsName, id },
    );
  }
}

function readPrivateEndpoint({ switches }: Emulator, body: JsonObject): JsonObject {
  refuseUnknownFields(body, fields, switches);
  const { spec, reference } = readConnectionSpec(body, switches);
  if (!supportsPrivateLink(spec.id, switches)) {
    throw new FlowServiceError(
      "CONNECTOR-1000-400",
      `Private link is not supported for connection spec ${spec.id}`,
    );
  }
  const { fqdns = [] } = body;
  if (!Array.isArray(fqdns) || !fqdns.every((name) => typeof name === "string" && name !== "")) {
    throw new FlowServiceError("CONNECTOR-1000-400", "Field fqdns must be an array of names");
  }
  if (spec.name === "snowflake" && fqdns.length === 0) {
    throw new FlowServiceError("CONNECTOR-1304-400", "Field fqdns is needed for Snowflake");
  }
  return {
    name: requiredText(body, "name"),
    subscriptionId: requiredText(body, "subscriptionId"),
    resourceGroupName: requiredText(body, "resourceGroupName"),
    resourceName: requiredText(body, "resourceName"),
    fqdns,
    connectionSpec: reference,
  };
}

function refuseDuplicate(emulator: Emulator, sandbox: string, body: JsonObject): void {
  const same = (one: JsonObject): boolean =>
    ["subscriptionId", "resourceGroupName", "resourceName"].every((name) => one[name] === body[name]) &&
    stringAt(objectAt(one, "connectionSpec"), "id") === stringAt(objectAt(body, "connectionSpec"), "id");
  for (const { id, entity } of endpointsOf(emulator, sandbox)) {
    if (same(entity)) {
      throw new FlowServiceError(
        "CONNECTOR-1000-400",
        `Private endpoint ${id} to this resource exists already`,
      );
    }
  }
}

// The guide shows the state before the connection spec in lists, and after it in create responses.
function listed({ entity }: Stored): JsonObject {
  const { connectionSpec, ...rest } = entity;
  return isJsonObject(connectionSpec) ? { ...rest, connectionSpec } : rest;
}
