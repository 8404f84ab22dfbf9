import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { isJsonObject, type JsonObject, objectAt, stringAt } from "../core/json";
import { isListed, isVisible, livingReferrers } from "../core/living";
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
  const { store, switches, settings, clock } = emulator;

  const inScope = (context: RequestContext): Stored[] =>
    switches.privateEndpointScope === "organisation"
      ? settings.sandboxes.flatMap(({ name }) => [...endpointsOf(emulator, name)])
      : [...endpointsOf(emulator, context.get("sandbox").name)];

  const find = (context: RequestContext): Stored | undefined => {
    const stored = store.get(
      privateEndpointsName,
      context.get("sandbox").name,
      context.req.param("id") ?? "",
    );
    return stored === undefined || !isVisible(emulator, context, stored)
      ? undefined
      : settle(emulator, stored);
  };

  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const search = new URL(context.req.url).searchParams;
    const op = search.get("op");
    if (op !== null) {
      if (op.toLowerCase() !== "autoresolve") {
        throw new FlowServiceError("CONNECTOR-1000-400", `Unknown op ${op}`);
      }
      const body = objectBody(context);
      const { spec } = readConnectionSpec(body, switches);
      const parameters = optionalObject(optionalObject(body, "auth") ?? {}, "params") ?? {};
      const endpoints = matchingEndpoints(emulator, context.get("sandbox").name, spec.id, parameters);
      return context.json({ items: endpoints.map(listed) });
    }
    const filters = search.getAll("property").map(readPropertyFilter);
    const endpoints = inScope(context).filter(
      (stored) =>
        isListed(emulator, context, stored) &&
        filters.every((filter) => matchesFilter(stored.entity, filter)),
    );
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
    const stored = find(context);
    if (stored === undefined && switches.unknownPrivateEndpoint === "notFound") {
      // No connector code for this is documented, so the Flow Service's stands in.
      throw notFound(switches, privateEndpointsName, context.req.param("id"));
    }
    return context.json({ items: stored === undefined ? [] : [listed(stored)] });
  });

  routes.delete("/:id", (context) => {
    const stored = find(context);
    if (stored === undefined) {
      throw notFound(switches, privateEndpointsName, context.req.param("id"));
    }
    const users = livingReferrers(emulator, stored.id, "connections");
    if (users.length > 0 && switches.privateEndpointUsedByConnection === "refuse") {
      throw new FlowServiceError(
        "FLOW-1418-400",
        `Private endpoint ${stored.id} is used by connections ${users.map(({ id }) => id).join(", ")} and cannot be deleted`,
        { type: privateEndpointsName, id: stored.id },
      );
    }
    removeEndpoint(emulator, stored);
    return switches.privateEndpointDeleteBody === "object"
      ? context.json({ id: stored.id })
      : context.body(null, 200);
  });

  return routes;
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

// The guide's lists have the state before the connection spec, its create answer after it.
function listed({ entity }: Stored): JsonObject {
  const { connectionSpec, ...rest } = entity;
  return isJsonObject(connectionSpec) ? { ...rest, connectionSpec } : rest;
}
