import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { objectBody, refuseUnknownFields } from "../http/requestBody";
import { FlowServiceError } from "../specs/errors";
import { enableInteractiveAuthoring, interactiveAuthoringState } from "./interactiveAuthoring";

const defaultMinutes = 60;
const mostMinutes = 120;

/** Interactive authoring. */
export function interactiveAuthoringRoutes(emulator: Emulator): Hono<Env> {
  const { switches } = emulator;
  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const state = interactiveAuthoringState(emulator, context.get("sandbox").name);
    return context.json({
      status: switches.interactiveAuthoringSpelling === "Disabled" ? state : state.toLowerCase(),
    });
  });

  routes.post("/", (context) => {
    const op = context.req.query("op");
    if (op?.toLowerCase() !== "enable") {
      throw new FlowServiceError("CONNECTOR-1000-400", `The only op is enable, not ${op ?? "(none)"}`);
    }
    const body = context.get("body") === "" ? {} : objectBody(context);
    refuseUnknownFields(body, ["autoTerminationMinutes"], switches);
    const { autoTerminationMinutes: minutes = defaultMinutes } = body;
    // The minimum is undocumented; the unit allows nothing shorter than a minute.
    if (typeof minutes !== "number" || !Number.isInteger(minutes) || minutes < 1 || minutes > mostMinutes) {
      throw new FlowServiceError(
        "CONNECTOR-1000-400",
        `autoTerminationMinutes is a whole number from 1 to ${mostMinutes}`,
      );
    }
    enableInteractiveAuthoring(emulator, context.get("sandbox").name, minutes);
    return context.body(null, 202);
  });

  return routes;
}
