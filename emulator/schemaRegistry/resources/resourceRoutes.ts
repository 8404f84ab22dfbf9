import { type Context, Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../../core/emulator";
import type { JsonObject } from "../../core/json";
import { isListed } from "../../core/living";
import type { Stored } from "../../core/store";
import { allOperations, applyPatch, readPatch } from "../../http/jsonPatch";
import { ProblemError, SchemaRegistryError } from "../errors";
import { type RegistryKind, registryKinds } from "../kinds";
import { registryListResponse } from "../listing";
import { patchBody, resourceBody } from "../mediaTypes";
import { checkNewUnion, checkUnion } from "../unions/unionRules";
import { unionById } from "../unions/unions";
import { isFound } from "../visibility";
import { checkCompatible } from "./compatibility";
import { checkDeletion } from "./deletion";
import { notFound } from "./foundReference";
import { derivedNames, readResource } from "./resourceChecks";
import { addResource, changeResource, registryResource, schemaRegistryPath } from "./resources";
import { listedResource, lookupResponse, readableResource, shownResource } from "./responses";

/** The tenant's resources of one kind. */
export function resourceRoutes(kind: RegistryKind): (emulator: Emulator) => Hono<Env> {
  return (emulator) => {
    const routes = new Hono<Env>();
    addReads(routes, emulator, kind);
    addWrites(routes, emulator, kind);
    return routes;
  };
}

function find(emulator: Emulator, kind: RegistryKind, context: RequestContext): Stored {
  const id = context.req.param("id") ?? "";
  const stored = registryResource(emulator, kind, context.get("sandbox").name, id);
  if (stored === undefined || !isFound(emulator, context, stored)) {
    throw notFound(kind, ` ${id}`);
  }
  return stored;
}

function addReads(routes: Hono<Env>, emulator: Emulator, kind: RegistryKind): void {
  const { store, switches } = emulator;
  const [pathName] = registryKinds[kind].pathNames;
  const { notFound: code } = registryKinds[kind];

  routes.get("/", (context) => {
    const shown = listedResource(context, switches);
    const rows = [...store.list(kind, context.get("sandbox").name)]
      .filter((stored) => isListed(emulator, context, stored))
      .map((stored) => ({ stored, entity: readableResource(emulator, stored) }));
    const list = {
      rows,
      shown: ({ stored, entity }: (typeof rows)[number]) => shown(entity, isFound(emulator, context, stored)),
      path: `/tenant/${pathName}`,
      links: { global_schemas: { href: `${schemaRegistryPath}/global/${pathName}` } },
    };
    return context.json(registryListResponse(list, new URL(context.req.url).searchParams, switches));
  });

  routes.get("/:id", (context) => {
    const sandbox = context.get("sandbox").name;
    // Profile exports read unions as if they were schemas.
    const union = kind === "schemas" ? unionById(emulator, sandbox, context.req.param("id")) : undefined;
    if (union !== undefined) {
      return context.json(lookupResponse(emulator, context, { entity: union, sandbox }, code));
    }
    const entity = readableResource(emulator, find(emulator, kind, context));
    return context.json(lookupResponse(emulator, context, { entity, sandbox }, code));
  });
}

function addWrites(routes: Hono<Env>, emulator: Emulator, kind: RegistryKind): void {
  const { store, switches } = emulator;

  const change = (context: Context<Env>, stored: Stored, after: JsonObject): Response => {
    const own = readResource(emulator, kind, after, context.get("sandbox"), stored);
    checkCompatible(emulator, stored, own);
    checkUnion(emulator, stored, own);
    changeResource(emulator, stored, { ...identityOf(stored), ...own });
    return context.json(shownResource(emulator, stored));
  };

  routes.post("/", (context) => {
    const sandbox = context.get("sandbox");
    const body = withoutIgnoredTags(resourceBody(context, switches), emulator);
    const own = readResource(emulator, kind, body, sandbox);
    if (switches.unionOnCreate === "check") {
      checkNewUnion(emulator, sandbox.name, own);
    }
    return context.json(shownResource(emulator, addResource(emulator, kind, sandbox, own)), 201);
  });

  routes.put("/:id", (context) => {
    const stored = findChangeable(emulator, kind, context);
    const body = resourceBody(context, switches);
    checkShape(emulator, stored, body);
    return change(context, stored, body);
  });

  routes.patch("/:id", (context) => {
    const stored = findChangeable(emulator, kind, context);
    const operations = readPatch(patchBody(context, switches), switches, allOperations);
    // Guides also add a field group to meta:extends, which follows from allOf.
    const changing = operations.filter(({ path }) => !derivedNames(kind).includes(path.split("/")[1] ?? ""));
    return change(context, stored, applyPatch(stored.entity, changing, switches));
  });

  routes.delete("/:id", (context) => {
    const stored = findChangeable(emulator, kind, context);
    for (const removed of checkDeletion(emulator, stored)) {
      store.remove(removed);
    }
    return context.body(null, 204);
  });
}

/** A resource that clients may change. */
function findChangeable(emulator: Emulator, kind: RegistryKind, context: RequestContext): Stored {
  const stored = find(emulator, kind, context);
  const { switches } = emulator;
  const expected = context.req.header("if-match");
  const version = String(stored.entity.version);
  if (switches.registryIfMatch === "check" && expected !== undefined && expected !== version) {
    throw new ProblemError(412, `The version is ${version}, not ${expected}`);
  }
  if (stored.entity["meta:service"] !== undefined && switches.serviceResourceChange === "refuse") {
    throw new ProblemError(403, `${String(stored.entity.$id)} belongs to a service`);
  }
  return stored;
}

function withoutIgnoredTags(body: JsonObject, { switches }: Emulator): JsonObject {
  const { "meta:immutableTags": tags, ...rest } = body;
  if (tags === undefined || switches.unionOnCreate === "accept" || switches.unionOnCreate === "check") {
    return body;
  }
  if (switches.unionOnCreate === "refuse") {
    throw new SchemaRegistryError("XDM-1000-400", "Field meta:immutableTags cannot be in a new schema", {
      bareTitle: "Schema validation error",
    });
  }
  return rest;
}

function checkShape({ switches }: Emulator, { entity }: Stored, body: JsonObject): void {
  if (switches.definitionsShape422 && entity.definitions === undefined && body.definitions !== undefined) {
    throw new SchemaRegistryError(
      "XDM-1406-422",
      "Fields in definitions cannot replace fields in properties",
    );
  }
}

/** The members of a resource that clients cannot change. */
function identityOf({ entity }: Stored): JsonObject {
  return Object.fromEntries(
    Object.entries(entity).filter(
      ([name]) =>
        ["$id", "version", "imsOrg", "refs"].includes(name) ||
        (name.startsWith("meta:") && !ownMetaMembers.includes(name)),
    ),
  );
}

const ownMetaMembers: readonly string[] = [
  "meta:immutableTags",
  "meta:intendedToExtend",
  "meta:extends",
  "meta:enum",
  "meta:status",
  "meta:tags",
];
