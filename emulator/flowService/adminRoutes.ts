import { Hono } from "hono";
import { attempt, namedSandbox, readBody, unknown } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { isJsonObject } from "../core/json";
import { setOutcome } from "./flows/failures";
import { addRun, runsName } from "./flows/runs";
import { settleFlow } from "./flows/scheduledRuns";

/** Admin calls that create runs, and set how the runs of a flow end and the result of testing a connection. */
export function flowServiceAdminRoutes(emulator: Emulator): Hono<Env> {
  const { store } = emulator;
  const routes = new Hono<Env>();

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

  routes.post("/flows/:id/outcome", (context) => {
    const stored = store.find("flows", context.req.param("id"));
    return stored === undefined
      ? unknown(context)
      : attempt(context, () => setOutcome(emulator, settleFlow(emulator, stored), readBody(context)));
  });

  routes.post(`/${runsName}`, (context) =>
    attempt(context, () => {
      const given = readBody(context);
      if (!isJsonObject(given) || typeof given.flowId !== "string") {
        throw new Error("give a flowId");
      }
      const flow = store.find("flows", given.flowId);
      const sandbox = namedSandbox(emulator, { sandbox: flow?.sandbox ?? given.sandboxName ?? "prod" });
      return addRun(emulator, { sandbox, flowId: given.flowId }, given).entity;
    }),
  );

  return routes;
}
