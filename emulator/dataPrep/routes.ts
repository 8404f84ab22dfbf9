import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { isJsonObject, type JsonObject, objectAt } from "../core/json";
import { isListed, isVisible } from "../core/living";
import type { Stored } from "../core/store";
import { objectBody, optionalObject } from "../http/requestBody";
import { ProblemError } from "../schemaRegistry/errors";
import { registryResource } from "../schemaRegistry/resources/resources";
import { mappingSetListResponse } from "./listing";
import {
  addMappingSet,
  mappingSetsName,
  mappingSetVersion,
  mappingsOf,
  outputSchemaId,
  removeMappingSet,
  replaceMappingSet,
} from "./mappingSets";
import { mappingProblems } from "./mappings";
import { previewRecord } from "./preview";

/** Mapping sets of Data Prep. */
export function mappingSetRoutes(emulator: Emulator): Hono<Env> {
  const { store, switches } = emulator;
  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const sets = [...store.list(mappingSetsName, context.get("sandbox").name)].filter((stored) =>
      isListed(emulator, context, stored),
    );
    const search = new URL(context.req.url).searchParams;
    const { page, ...others } = mappingSetListResponse(sets, search, switches);
    return context.json({ data: page.map(({ entity }) => shown(emulator, context, entity)), ...others });
  });

  routes.post("/", (context) => {
    const { entity } = addMappingSet(emulator, context.get("sandbox"), objectBody(context));
    const { id, version, createdDate, modifiedDate, createdBy, modifiedBy } = entity;
    return context.json({ id, version, createdDate, modifiedDate, createdBy, modifiedBy });
  });

  addChecks(routes, emulator);

  routes.get("/:id", (context) => context.json(shown(emulator, context, findVersion(emulator, context))));

  routes.put("/:id", (context) => {
    const stored = find(emulator, context);
    replaceMappingSet(emulator, context.get("sandbox"), stored, objectBody(context));
    return context.json(stored.entity);
  });

  routes.delete("/:id", (context) => {
    const stored = find(emulator, context);
    const status = switches.mappingSetDelete;
    if (status === 405 || status === 404) {
      throw new ProblemError(status, `DELETE ${context.req.path} is not possible`);
    }
    removeMappingSet(emulator, stored);
    return status === 204 ? context.body(null, 204) : context.json({ id: stored.id });
  });

  routes.get("/:id/mappings", (context) => context.json(mappingsOf(findVersion(emulator, context))));

  routes.get("/:id/mappings/:mapping", (context) => {
    const id = context.req.param("mapping");
    const found = mappingsOf(findVersion(emulator, context)).find((mapping) => mapping.id === id);
    if (found === undefined) {
      throw new ProblemError(404, `There is no mapping ${id}`);
    }
    return context.json(found);
  });

  return routes;
}

// Their paths look like a mapping set's, so they come first.
function addChecks(routes: Hono<Env>, { switches }: Emulator): void {
  routes.post("/validate", (context) => {
    const mappings = mappingsOf(objectBody(context));
    return context.json({
      validationResponse: mappings.map((mapping) => {
        const problems = mappingProblems(mapping, switches);
        return problems.length === 0
          ? { status: "SUCCESS", errors: null }
          : { status: "FAILED", errors: problems.map((message) => ({ message })) };
      }),
    });
  });

  routes.post("/preview", (context) => {
    const body = objectBody(context);
    const mappings = mappingsOf(optionalObject(body, "mappingSet") ?? {});
    const records = Array.isArray(body.data) ? body.data : [body.data];
    if (!records.every(isJsonObject)) {
      throw new ProblemError(400, "Field data must be an object or an array of objects");
    }
    return context.json(records.map((record) => previewRecord(record, mappings)));
  });
}

function find(emulator: Emulator, context: RequestContext): Stored {
  const id = context.req.param("id") ?? "";
  const stored = emulator.store.get(mappingSetsName, context.get("sandbox").name, id);
  if (stored === undefined || !isVisible(emulator, context, stored)) {
    throw new ProblemError(404, `There is no mapping set ${id}`);
  }
  return stored;
}

function findVersion(emulator: Emulator, context: RequestContext): JsonObject {
  const stored = find(emulator, context);
  const given = context.req.query("version");
  if (given !== undefined && !/^\d+$/.test(given)) {
    throw new ProblemError(400, `version must be a whole number, not ${given}`);
  }
  const absent = emulator.switches.mappingSetWithoutVersion === "zero" ? 0 : Number(stored.entity.version);
  const version = given === undefined ? absent : Number(given);
  const found = mappingSetVersion(emulator, stored, version);
  if (found === undefined) {
    throw new ProblemError(404, `Mapping set ${stored.id} has no version ${version}`);
  }
  return found;
}

function shown(emulator: Emulator, context: RequestContext, entity: JsonObject): JsonObject {
  const id = outputSchemaId(entity);
  if (context.req.query("expandSchema") !== "true" || id === undefined) {
    return entity;
  }
  const schema = registryResource(emulator, "schemas", context.get("sandbox").name, id);
  return {
    ...entity,
    outputSchema: { ...objectAt(entity, "outputSchema"), jsonSchema: JSON.stringify(schema?.entity ?? {}) },
  };
}
