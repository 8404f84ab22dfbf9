import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { changeDataSet, dataSetsName } from "../catalog/dataSets";
import type { Emulator, Env } from "../core/emulator";
import { isJsonObject, type Json, objectAt, stringAt } from "../core/json";
import type { Sandbox } from "../core/options";
import { setContent } from "../explore/content";
import { plantRun, runsName } from "../flowService/runs";
import { addResource } from "../schemaRegistry/schemas";
import { attempt, readBody, unknown } from "./body";

/** Admin calls that plant what no client can make. */
export function plantingRoutes(emulator: Emulator): Hono<Env> {
  const { store } = emulator;
  const routes = new Hono<Env>();

  for (const collection of ["classes", "fieldGroups"] as const) {
    routes.post(`/${collection}`, (context) =>
      attempt(context, () => {
        const body = readBody(context);
        const title = stringAt(body, "title");
        if (title === undefined) {
          throw new Error("give a title");
        }
        const own = { title, type: "object", properties: objectAt(body, "properties") };
        return addResource(emulator, collection, sandboxOf(emulator, body), own).entity;
      }),
    );
  }

  routes.post(`/${dataSetsName}/:id/batch`, (context) => {
    const stored = store.find(dataSetsName, context.req.param("id"));
    if (stored === undefined) {
      return unknown(context);
    }
    const body = readBody(context);
    const lastBatchId = stringAt(body, "id") ?? randomBytes(13).toString("hex").toUpperCase();
    const lastBatchStatus = stringAt(body, "status") ?? "success";
    changeDataSet(emulator, stored, { ...stored.entity, lastBatchId, lastBatchStatus });
    return context.json(stored.entity);
  });

  routes.post("/connections/:id/test", (context) => {
    const stored = store.find("connections", context.req.param("id"));
    if (stored === undefined) {
      return unknown(context);
    }
    const body = readBody(context);
    return attempt(context, () => {
      if (!isJsonObject(body) || typeof body.result !== "boolean") {
        throw new Error("give result as a boolean");
      }
      store.change(stored, stored.entity, { ...stored.hidden, testResult: body.result });
      return { result: body.result };
    });
  });

  routes.put("/content/:id", (context) =>
    attempt(context, () => setContent(emulator, context.req.param("id"), readBody(context))),
  );

  routes.post(`/${runsName}`, (context) =>
    attempt(context, () => {
      const given = readBody(context);
      if (!isJsonObject(given) || typeof given.flowId !== "string") {
        throw new Error("give a flowId");
      }
      const flow = store.find("flows", given.flowId);
      const place = {
        sandbox: sandboxOf(emulator, { sandbox: flow?.sandbox ?? given.sandboxName ?? "prod" }),
        flowId: given.flowId,
      };
      return plantRun(emulator, place, given).entity;
    }),
  );

  return routes;
}

function sandboxOf({ settings }: Emulator, body: Json): Sandbox {
  const name = stringAt(body, "sandbox") ?? settings.sandboxes[0]?.name;
  const found = settings.sandboxes.find((sandbox) => sandbox.name === name);
  if (found === undefined) {
    throw new Error(`there is no sandbox ${name}`);
  }
  return found;
}
