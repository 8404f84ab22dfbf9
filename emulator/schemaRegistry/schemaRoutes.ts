import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { isListed, isVisible } from "../core/living";
import type { Stored } from "../core/store";
import { allOperations, applyPatch, readPatch } from "../http/jsonPatch";
import { jsonBody, objectBody } from "../http/requestBody";
import { descriptorsName, descriptorsOf } from "./descriptors";
import { invalid, SchemaRegistryError } from "./errors";
import { registryListResponse } from "./listing";
import { listedSchema, schemaResponse } from "./responses";
import { checkCompatible, readSchema } from "./schemaChecks";
import { addResource, changeSchema, dataSetsOf, registryResource } from "./schemas";

/** Schemas of the tenant. */
export function schemaRoutes(emulator: Emulator): Hono<Env> {
  const { store, switches } = emulator;

  const find = (context: RequestContext): Stored => {
    const id = context.req.param("id") ?? "";
    const stored = registryResource(emulator, "schemas", context.get("sandbox").name, id);
    if (stored === undefined || !isVisible(emulator, context, stored)) {
      throw new SchemaRegistryError("XDM-1012-404", `There is no schema ${id}`);
    }
    return stored;
  };

  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const shown = listedSchema(context, switches);
    const schemas = [...store.list("schemas", context.get("sandbox").name)].filter((stored) =>
      isListed(emulator, context, stored),
    );
    return context.json(
      registryListResponse("schemas", schemas, new URL(context.req.url).searchParams, shown, switches),
    );
  });

  routes.post("/", (context) => {
    const sandbox = context.get("sandbox");
    const own = readSchema(emulator, objectBody(context), sandbox);
    return context.json(addResource(emulator, "schemas", sandbox, own).entity, 201);
  });

  routes.get("/:id", (context) => context.json(schemaResponse(emulator, context, find(context))));

  routes.put("/:id", (context) => {
    const stored = find(context);
    const own = readSchema(emulator, objectBody(context), context.get("sandbox"), stored);
    checkCompatible(emulator, stored, own);
    changeSchema(emulator, stored, { ...identityOf(stored), ...own });
    return context.json(stored.entity);
  });

  routes.patch("/:id", (context) => {
    const stored = find(context);
    const operations = readPatch(
      jsonBody(context, ["application/json", "application/json-patch+json"]),
      switches,
      allOperations,
    );
    // A guide also adds a field group to meta:extends, which follows from allOf.
    const changing = operations.filter(({ path }) => path.split("/")[1] !== "meta:extends");
    const patched = applyPatch(stored.entity, changing, switches);
    const own = readSchema(emulator, patched, context.get("sandbox"), stored);
    checkCompatible(emulator, stored, own);
    changeSchema(emulator, stored, { ...identityOf(stored), ...own });
    return context.json(stored.entity);
  });

  routes.delete("/:id", (context) => {
    const stored = find(context);
    const users = dataSetsOf(emulator, stored);
    if (users.length > 0 && switches.schemaUsedByDataSet === "refuse") {
      throw invalid(
        `Schema ${String(stored.entity.$id)} is used by datasets ${users.map(({ id }) => id).join(", ")}`,
      );
    }
    const descriptors = descriptorsOf(emulator, stored);
    if (descriptors.length > 0 && switches.descriptorsOfDeletedSchema === "refuse") {
      throw invalid(
        `Schema ${String(stored.entity.$id)} has ${descriptorsName} ${descriptors.map(({ id }) => id).join(", ")}`,
      );
    }
    for (const descriptor of switches.descriptorsOfDeletedSchema === "remove" ? descriptors : []) {
      store.remove(descriptor);
    }
    store.remove(stored);
    return context.body(null, 204);
  });

  return routes;
}

/** The members of a schema that clients cannot change. */
function identityOf({ entity }: Stored): Stored["entity"] {
  return Object.fromEntries(
    Object.entries(entity).filter(
      ([name]) =>
        name === "$id" ||
        name === "version" ||
        name === "imsOrg" ||
        name === "refs" ||
        (name.startsWith("meta:") && name !== "meta:immutableTags"),
    ),
  );
}
