import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../../core/json";
import { livingEntity } from "../../core/living";
import type { Stored } from "../../core/store";
import { listResponse } from "../../http/listing";
import { objectBody, refuseUnknownFields, requiredText } from "../../http/requestBody";
import { FlowServiceError, notFound } from "../../specs/errors";
import { acceptedFlowSpec } from "../../specs/flowSpecs";
import { checkRun } from "./runParameters";
import { cancelRun, recordsRead, runStatus, runsName, settleRun, startRun } from "./runs";
import { settleFlows } from "./scheduledRuns";

/** Runs of flows. */
export function runRoutes(emulator: Emulator): Hono<Env> {
  const { store, switches, clock } = emulator;

  const find = (context: RequestContext): Stored => {
    const { name } = context.get("sandbox");
    settleFlows(emulator, name);
    const id = context.req.param("id") ?? "";
    const stored = store.get(runsName, name, id);
    if (stored === undefined) {
      throw notFound(switches, runsName, id);
    }
    return settleRun(emulator, stored);
  };

  const flowOf = (context: RequestContext, id: string): Stored => {
    const flow = livingEntity(emulator, "flows", context.get("sandbox").name, id);
    if (flow === undefined) {
      throw new FlowServiceError("FLOW-1430-400", `There is no flow ${id}`, { type: "flows", id });
    }
    return flow;
  };

  const created = ({ id, entity }: Stored): JsonObject => {
    const { etag = null } = entity;
    return switches.runCreateAnswer === "items" ? { items: [{ id, etag }] } : { id, etag };
  };

  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const { name } = context.get("sandbox");
    settleFlows(emulator, name);
    const source = {
      *all() {
        for (const stored of store.list(runsName, name)) {
          yield settleRun(emulator, stored);
        }
      },
      byId(id: string) {
        const stored = store.get(runsName, name, id);
        return stored === undefined ? undefined : settleRun(emulator, stored);
      },
    };
    return context.json(
      listResponse(source, new URL(context.req.url).searchParams, `/${runsName}`, switches),
    );
  });

  routes.post("/", (context) => {
    if (switches.onDemandRuns === "refuse") {
      throw new FlowServiceError("FLOW-1427-400", "Flow runs cannot be created with a user token");
    }
    const body = objectBody(context);
    refuseUnknownFields(body, ["flowId", "params", "status"], switches);
    const flow = flowOf(context, requiredText(body, "flowId"));
    checkRun(emulator, flow, body);
    return context.json(created(startRun(emulator, flow, clock.now())), 201);
  });

  routes.get("/:id", (context) => context.json({ items: [find(context).entity] }));

  routes.post("/:id/action", (context) => {
    const run = find(context);
    // Guide and spec spell it re-trigger and RE_TRIGGER.
    const op = context.req.query("op")?.toLowerCase().replaceAll("_", "-");
    if (op === "cancel" && switches.runCancel === "accept") {
      return context.json(created(cancelRun(emulator, run)));
    }
    if (op !== "re-trigger") {
      throw new FlowServiceError("FLOW-1422-400", `The action ${op ?? "(none)"} does not apply to a run`);
    }
    checkRetrigger(run);
    const flow = flowOf(context, String(run.entity.flowId));
    checkBatch(emulator, flow);
    return context.json(created(startRun(emulator, flow, clock.now())));
  });

  return routes;
}

// According to the guide, only runs of batch sources can be triggered again.
function checkBatch({ switches }: Emulator, { entity }: Stored): void {
  const spec = acceptedFlowSpec(stringAt(objectAt(entity, "flowSpec"), "id") ?? "", switches);
  if (spec?.frequency === "streaming") {
    throw new FlowServiceError("CONNECTOR-1386-400", "Runs of streaming sources cannot be triggered again");
  }
}

function checkRetrigger(run: Stored): void {
  const status = runStatus(run);
  if (status === "success" && recordsRead(run) > 0) {
    throw new FlowServiceError("CONNECTOR-1388-400", `Run ${run.id} was successful, and not without records`);
  }
  if (status !== "success" && status !== "failed") {
    throw new FlowServiceError("CONNECTOR-1387-400", `Run ${run.id} is ${String(status)}`);
  }
}
