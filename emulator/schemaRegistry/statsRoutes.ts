import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../core/json";
import type { Stored } from "../core/store";
import { type RegistryKind, registryKindNames, registryKinds } from "./kinds";
import { anyRegistryResource } from "./resources/resources";
import { standardResource } from "./standard/standardResources";
import { unionsOf } from "./unions/unions";

/** How many resources are listed as created or changed last; the guide does not say it. */
const mostRecent = 10;

/** The organisation of the Schema Registry, its resources, and which schemas use which class. */
export function schemaRegistryStatsRoutes(emulator: Emulator): Hono<Env> {
  const { store, settings } = emulator;
  const routes = new Hono<Env>();
  routes.get("/", (context) => {
    const sandbox = context.get("sandbox").name;
    const resources = registryKindNames.flatMap((kind) => [...store.list(kind, sandbox)]);
    const schemas = resources.filter(({ collection }) => collection === "schemas");
    return context.json({
      imsOrg: settings.organisation,
      tenantId: settings.tenant,
      counts: {
        ...Object.fromEntries(
          registryKindNames.map((kind: RegistryKind) => [
            registryKinds[kind].idName,
            store.count(kind, sandbox),
          ]),
        ),
        unions: unionsOf(emulator, sandbox).length,
      },
      recentlyCreatedResources: recent(emulator, resources, "created"),
      recentlyUpdatedResources: recent(emulator, resources, "updated"),
      classUsage: classUsage(schemas),
    });
  });
  return routes;
}

function recent(emulator: Emulator, resources: readonly Stored[], what: "created" | "updated"): JsonObject[] {
  const name = what === "created" ? "repo:createdDate" : "repo:lastModifiedDate";
  const time = ({ entity }: Stored): number => Number(objectAt(entity, "meta:registryMetadata")[name]);
  return [...resources]
    .sort((one, other) => time(other) - time(one) || other.sequence - one.sequence)
    .slice(0, mostRecent)
    .map((stored) => summary(emulator, stored, { [`meta:${what}`]: new Date(time(stored)).toUTCString() }));
}

function summary(emulator: Emulator, { entity, sandbox }: Stored, time: JsonObject): JsonObject {
  const classId = stringAt(entity, "meta:class");
  const itsClass =
    classId === undefined
      ? undefined
      : (standardResource(classId) ?? anyRegistryResource(emulator, sandbox, classId));
  return {
    ...shortForm(entity),
    "meta:resourceType": entity["meta:resourceType"] ?? null,
    ...time,
    version: entity.version ?? null,
    ...(classId === undefined
      ? {}
      : { "meta:class": classId, "meta:classTitle": itsClass?.entity.title ?? classId }),
  };
}

function shortForm({ $id = null, title = null, description = "" }: JsonObject): JsonObject {
  return { $id, title, description };
}

function classUsage(schemas: readonly Stored[]): JsonObject {
  const byClass = Object.groupBy(schemas, ({ entity }) => String(entity["meta:class"]));
  return Object.fromEntries(
    Object.entries(byClass).map(([classId, users = []]) => [
      classId,
      users.map(({ entity }) => shortForm(entity)),
    ]),
  );
}
