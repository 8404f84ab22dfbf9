import { randomInt } from "node:crypto";
import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { type Json, type JsonObject, objectAt } from "../core/json";
import type { Stored } from "../core/store";
import { jsonBody } from "../http/requestBody";
import { openInlet } from "./access";
import { InletError, invalidMessage } from "./errors";
import { addEvent } from "./events";
import { flowOfMessage, targetDataSet } from "./flows";
import { about, checkDataSet, readRawMessage, readXdmMessage } from "./messages";
import { checkValidationRate, violationsOf } from "./validation";

/** Inlets: the addresses that streaming sources send their messages to. */
export function inletRoutes(emulator: Emulator): Hono<Env> {
  const { clock, switches } = emulator;
  const routes = new Hono<Env>();

  routes.post("/batch/:id", (context) => {
    const open = openInlet(emulator, context);
    if (wantsValidation(context) && switches.inletBatchValidation === "refuse") {
      throw new InletError(
        400,
        "Invalid request",
        about(open.inlet, "Synchronous validation is for single messages"),
      );
    }
    const { messages } = objectAt({ body: jsonBody(context) }, "body");
    if (!Array.isArray(messages)) {
      throw invalidMessage(about(open.inlet, "Messages are missing"));
    }
    const batchId = newTransactionId(clock.now());
    const responses = messages.map((message, index): JsonObject => {
      const xactionId = `${batchId}:${index}`;
      try {
        accept(emulator, context, open, message, { xactionId, isValidated: false });
        return { xactionId };
      } catch (error) {
        if (error instanceof InletError) {
          return { statusCode: error.status, message: error.message };
        }
        throw error;
      }
    });
    return context.json({ inletId: open.inlet.id, batchId, receivedTimeMs: clock.now(), responses }, 207);
  });

  routes.post("/:id", (context) => {
    const open = openInlet(emulator, context);
    const isValidated = wantsValidation(context);
    if (isValidated) {
      checkValidationRate(emulator, open.inlet);
    }
    const xactionId = newTransactionId(clock.now());
    accept(emulator, context, open, jsonBody(context), { xactionId, isValidated });
    const skipped = switches.inletValidationSkipped === "shown" ? { syncValidation: { skipped: true } } : {};
    return context.json({
      [switches.inletIdSpelling]: open.inlet.id,
      xactionId,
      receivedTimeMs: clock.now(),
      ...(isValidated ? { syncValidation: { status: "pass" } } : skipped),
    });
  });

  return routes;
}

// Older pages call the parameter synchronousValidation.
function wantsValidation(context: RequestContext): boolean {
  return [context.req.query("syncValidation"), context.req.query("synchronousValidation")].includes("true");
}

/** Checks a message and keeps it. A message that is validated later fails without the client's knowledge. */
function accept(
  emulator: Emulator,
  context: RequestContext,
  { inlet, owner, dataType }: { inlet: Stored; owner: Stored; dataType: "xdm" | "raw" },
  given: Json,
  { xactionId, isValidated }: { xactionId: string; isValidated: boolean },
): void {
  const named = context.req.header("x-adobe-flow-id") ?? context.req.query("x-adobe-flow-id");
  const message =
    dataType === "raw" ? readRawMessage(given, named, inlet) : readXdmMessage(emulator, given, named, inlet);
  checkDataSet(emulator, message, inlet);
  const { flow, isLost } = flowOfMessage(emulator, inlet, owner, message.flowId);
  const violations = violationsOf(emulator, message, inlet, { unknownFields: isValidated });
  if (isValidated && violations.length > 0) {
    throw invalidMessage(about(inlet, "Message is invalid"), {
      _streamingValidation: [
        {
          schemaLocation: "#",
          pointerToViolation: "#",
          causingExceptions: violations,
          message: `${violations.length} schema violations found`,
        },
      ],
    });
  }
  addEvent(emulator, inlet, {
    xactionId,
    flowId: flow?.id ?? message.flowId,
    dataSetId: message.dataSetId ?? (flow === undefined ? undefined : targetDataSet(emulator, flow)),
    status: isLost ? "dropped" : violations.length > 0 ? "failed" : "ingested",
    content: message.content,
    violations,
  });
}

// Samples have the time of arrival and two numbers without documented meaning.
function newTransactionId(now: number): string {
  return `${now}:${randomInt(1000, 10_000)}:${randomInt(1, 1000)}`;
}
