import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { isJsonObject } from "../core/json";
import { isListed, isVisible, livingReferrers } from "../core/living";
import type { Stored } from "../core/store";
import { allOperations, applyPatch, mergePatch, readPatch } from "../http/jsonPatch";
import { jsonBody, objectBody } from "../http/requestBody";
import { ProblemError } from "../schemaRegistry/errors";
import {
  addDataSet,
  catalogPath,
  dataSetReference,
  dataSetsName,
  shallowPatch,
  updateDataSet,
} from "./dataSets";
import { dataSetListResponse, keyedById } from "./listing";
import { profileStateOf } from "./profileTags";
import { settleRetention } from "./retention";
import { rowExpirationLimits } from "./rowExpiration";

/** Datasets of Catalog. */
export function dataSetRoutes(emulator: Emulator): Hono<Env> {
  const { store, switches } = emulator;
  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const dataSets = [...store.list(dataSetsName, context.get("sandbox").name)]
      .filter((stored) => isListed(emulator, context, stored))
      .map((stored) => settleRetention(emulator, stored));
    return context.json(dataSetListResponse(dataSets, new URL(context.req.url).searchParams, switches));
  });

  routes.post("/", (context) => {
    const { id } = addDataSet(emulator, context.get("sandbox"), objectBody(context));
    return context.json(dataSetReference(id), 201, { Location: `${catalogPath}/${dataSetsName}/${id}` });
  });

  routes.get("/:id", (context) => {
    const stored = find(emulator, context);
    if (stored === undefined && switches.unknownDataSet === "notFound") {
      throw notFound();
    }
    return context.json(
      keyedById(stored === undefined ? [] : [stored], new URL(context.req.url).searchParams),
    );
  });

  routes.put("/:id", (context) => {
    const stored = existing(emulator, context);
    updateDataSet(emulator, context.get("sandbox"), stored, objectBody(context));
    return context.json(dataSetReference(stored.id));
  });

  routes.patch("/:id", (context) => {
    const stored = existing(emulator, context);
    const body = jsonBody(context, ["application/json", "application/json-patch+json"]);
    const isJsonPatch = context.req.header("content-type")?.includes("json-patch") === true;
    if (!isJsonPatch && !isJsonObject(body)) {
      throw new ProblemError(400, "An application/json body is an object");
    }
    const patched =
      !isJsonPatch && isJsonObject(body)
        ? shallowPatch(stored.entity, body)
        : applyPatch(stored.entity, readPatch(body, switches, allOperations), switches);
    updateDataSet(emulator, context.get("sandbox"), stored, patched);
    return context.json(dataSetReference(stored.id));
  });

  routes.delete("/:id", (context) => {
    const stored = find(emulator, context);
    if (stored === undefined) {
      if (switches.deleteUnknownDataSet === "notFound") {
        throw notFound();
      }
      return context.json([]);
    }
    checkUnused(emulator, stored);
    store.remove(stored);
    return context.json(dataSetReference(stored.id));
  });

  return routes;
}

/** The newer way to change datasets, which merges objects. */
export function dataSetV2Routes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();

  routes.patch("/:id", (context) => {
    const stored = existing(emulator, context);
    checkVersion(context, stored);
    const patched = mergePatch(stored.entity, objectBody(context));
    updateDataSet(emulator, context.get("sandbox"), stored, patched, "merge");
    return context.json(dataSetReference(stored.id));
  });

  return routes;
}

/** The limits of the row expiration of a dataset. */
export function rowExpirationRoutes(emulator: Emulator): Hono<Env> {
  return new Hono<Env>().get("/:id", (context) => {
    existing(emulator, context);
    return context.json(rowExpirationLimits(emulator));
  });
}

// It is undocumented what the headers compare; the version is the only mark of a dataset's state.
function checkVersion(context: RequestContext, { entity }: Stored): void {
  const names = (header: string): string[] =>
    (context.req.header(header) ?? "").split(",").map((tag) => tag.trim().replaceAll('"', ""));
  const holds = (header: string): boolean =>
    names(header).includes(String(entity.version)) || names(header).includes("*");
  if (context.req.header("if-match") !== undefined && !holds("if-match")) {
    throw new ProblemError(412, `The version is ${String(entity.version)}`);
  }
  if (context.req.header("if-none-match") !== undefined && holds("if-none-match")) {
    throw new ProblemError(412, `The version is ${String(entity.version)}`);
  }
}

/** What can use a dataset: the collection of the users, and the switch that decides about the deletion of the dataset. */
const users = [
  ["targetConnections", "target connections", "dataSetUsedByTargetConnection"],
  ["mergePolicies", "merge policies", "dataSetUsedByMergePolicy"],
] as const;

function checkUnused(emulator: Emulator, { id, entity }: Stored): void {
  if (profileStateOf(entity).profile && emulator.switches.deleteProfileDataSet === "refuse") {
    throw new ProblemError(400, `Dataset ${id} is enabled for the profile`);
  }
  for (const [collection, noun, name] of users) {
    const found = livingReferrers(emulator, id, collection);
    if (found.length > 0 && emulator.switches[name] === "refuse") {
      throw new ProblemError(
        400,
        `Dataset ${id} is used by ${noun} ${found.map((one) => one.id).join(", ")}`,
      );
    }
  }
}

function find(emulator: Emulator, context: RequestContext): Stored | undefined {
  const stored = emulator.store.get(dataSetsName, context.get("sandbox").name, context.req.param("id") ?? "");
  return stored !== undefined && isVisible(emulator, context, stored)
    ? settleRetention(emulator, stored)
    : undefined;
}

function existing(emulator: Emulator, context: RequestContext): Stored {
  const stored = find(emulator, context);
  if (stored === undefined) {
    throw notFound();
  }
  return stored;
}

function notFound(): ProblemError {
  return new ProblemError(404, "DataSet not found.");
}
