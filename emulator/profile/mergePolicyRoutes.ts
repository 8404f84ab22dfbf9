import { Hono, type MiddlewareHandler } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { isJsonObject, type JsonObject, stringAt } from "../core/json";
import { isListed, isVisible } from "../core/living";
import type { Stored } from "../core/store";
import { jsonBody, objectBody } from "../http/requestBody";
import { ProblemError } from "../schemaRegistry/errors";
import { mergePolicyListResponse } from "./listing";
import {
  addMergePolicy,
  deleteMergePolicy,
  mergePoliciesName,
  mergePoliciesOf,
  updateMergePolicy,
} from "./mergePolicies";
import { patchedPolicy } from "./mergePolicyBody";
import { addReadyMadePolicies } from "./readyMade";

/** The merge policies of a sandbox. */
export function mergePolicyRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(async (context, next) => {
    addReadyMadePolicies(emulator, context.get("sandbox"));
    await next();
  });
  addReads(routes, emulator);
  addWrites(routes, emulator);
  return routes;
}

function addReads(routes: Hono<Env>, emulator: Emulator): void {
  const { switches } = emulator;

  routes.get("/", (context) => {
    const policies = mergePoliciesOf(emulator, context.get("sandbox").name).filter((stored) =>
      isListed(emulator, context, stored),
    );
    return context.json(mergePolicyListResponse(policies, new URL(context.req.url).searchParams, switches));
  });

  routes.post("/bulk-get", (context) => {
    const { ids } = objectBody(context);
    if (!Array.isArray(ids)) {
      throw new ProblemError(400, "Field ids must be an array");
    }
    const results = ids.flatMap((item): [string, JsonObject][] => {
      const id = stringAt(item, "id");
      if (id === undefined) {
        throw new ProblemError(400, "Every item of ids must have an id");
      }
      const found = find(emulator, context, id);
      if (found !== undefined) {
        return [[id, found.entity]];
      }
      return switches.unknownMergePolicyInBulk === "error" ? [[id, unknown(id).body()]] : [];
    });
    return context.json({ results: Object.fromEntries(results) }, 207);
  });

  routes.get("/:id", (context) => context.json(existing(emulator, context).entity));
}

function addWrites(routes: Hono<Env>, emulator: Emulator): void {
  const needsInstance: MiddlewareHandler<Env> = async (context, next) => {
    const isMissing = context.req.header("x-profile-instance-id") === undefined;
    if (isMissing && emulator.switches.profileInstanceHeader === "required") {
      throw new ProblemError(400, "The header x-profile-instance-id is missing");
    }
    await next();
  };

  routes.post("/", needsInstance, (context) =>
    context.json(addMergePolicy(emulator, context.get("sandbox"), objectBody(context)).entity),
  );

  routes.put("/:id", needsInstance, (context) => {
    const stored = existing(emulator, context);
    updateMergePolicy(emulator, context.get("sandbox"), stored, objectBody(context));
    return context.json(stored.entity);
  });

  routes.patch("/:id", needsInstance, (context) => {
    const stored = existing(emulator, context);
    const body = jsonBody(context);
    if (!Array.isArray(body) && !isJsonObject(body)) {
      throw new ProblemError(400, "The body must be an operation or an array of operations");
    }
    updateMergePolicy(emulator, context.get("sandbox"), stored, patchedPolicy(emulator, stored.entity, body));
    return context.json(stored.entity);
  });

  routes.delete("/:id", (context) => {
    deleteMergePolicy(emulator, existing(emulator, context));
    return context.body(null, 200);
  });
}

function find(emulator: Emulator, context: RequestContext, id: string): Stored | undefined {
  const stored = emulator.store.get(mergePoliciesName, context.get("sandbox").name, id);
  return stored !== undefined && isVisible(emulator, context, stored) ? stored : undefined;
}

function existing(emulator: Emulator, context: RequestContext): Stored {
  const id = context.req.param("id") ?? "";
  const stored = find(emulator, context, id);
  if (stored === undefined) {
    throw unknown(id);
  }
  return stored;
}

function unknown(id: string): ProblemError {
  return new ProblemError(404, `There is no merge policy ${id}`);
}
