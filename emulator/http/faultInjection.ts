import { setTimeout } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Next } from "hono";
import type { Emulator, RequestContext } from "../core/emulator";
import type { Entities } from "../core/entities";
import type { Fault } from "../core/faults";
import { type Json, stringAt } from "../core/json";
import { GatewayError, Invalid } from "../core/refusal";
import type { Stored } from "../core/store";
import { resetConnection } from "./connectionReset";
import { applyEither } from "./jsonPatch";
import { retryAfterHeader } from "./rateLimit";

/** Serves a request with a fault. */
export async function serveWithFault(
  emulator: Emulator,
  entities: Entities,
  context: RequestContext,
  next: Next,
  fault: Fault,
): Promise<void> {
  switch (fault.kind) {
    case "resetBefore":
      return cut(context, "reset");
    case "resetAfter":
      await next();
      return cut(context, "reset");
    case "answerLost":
      await next();
      return cut(context, "end");
    case "slow":
      await next();
      await setTimeout(fault.delayMs, undefined, { ref: false });
      return;
    case "answer":
      if (fault.apply) {
        await next();
      }
      return answer(
        context,
        new Response(fault.body === undefined ? null : JSON.stringify(fault.body), {
          status: fault.status,
          headers: {
            ...(fault.body === undefined ? {} : { "content-type": "application/json" }),
            ...fault.headers,
          },
        }),
      );
    case "gatewayError":
      return answer(context, refusal(emulator, context, new GatewayError(fault.code)));
    case "throttled": {
      const headers = retryAfterHeader(fault.retryAfter, fault.seconds, emulator.clock.now());
      return answer(context, refusal(emulator, context, new GatewayError("429050", headers)));
    }
    case "truncated":
      await next();
      return truncate(context);
    case "notJson":
      await next();
      return answer(
        context,
        new Response("<html><body>Service unavailable</body></html>", {
          status: context.res.status === 204 ? 200 : context.res.status,
          headers: { "content-type": "text/html" },
        }),
      );
    case "staleToken":
      emulator.tokens.revoke();
      return next();
    case "edit": {
      const stored = entities.addressed(context.req.path);
      if (stored !== undefined) {
        try {
          entities.edit(stored, applyEither(stored.entity, fault.patch, emulator.switches));
        } catch (error) {
          throw error instanceof Invalid ? entities.refuse(stored, error) : error;
        }
      }
      return next();
    }
    case "lostUpdate": {
      const stored = entities.addressed(context.req.path);
      const { entity, hidden } = stored ?? { entity: {}, hidden: {} };
      await next();
      if (stored !== undefined && emulator.store.find(stored.collection, stored.id) === stored) {
        emulator.store.change(stored, entity, hidden);
      }
      return;
    }
    case "notVisible":
      context.set("blind", true);
      return next();
    case "staleList":
      context.set("listAgeMs", fault.ageMs);
      return next();
    case "state": {
      const set = (stored: Stored | undefined): void => {
        if (stored !== undefined && emulator.store.find(stored.collection, stored.id) === stored) {
          entities.edit(stored, { ...stored.entity, state: fault.state });
        }
      };
      if (context.req.method === "GET") {
        set(entities.addressed(context.req.path));
        return next();
      }
      const stored = entities.addressed(context.req.path);
      await next();
      return set(stored ?? (await created(entities, context)));
    }
  }
}

function refusal({ switches }: Emulator, context: RequestContext, error: GatewayError): Response {
  return Response.json(error.body(context.get("requestId"), switches), {
    status: error.status,
    headers: error.headers,
  });
}

/** The entity that a POST to a collection has created. */
async function created(entities: Entities, context: RequestContext): Promise<Stored | undefined> {
  const body = (await context.res.clone().json()) as Json;
  return entities.created(context.req.path, stringAt(body, "id") ?? "");
}

function answer(context: RequestContext, response: Response): void {
  // Assigning over an answer would mix the headers of both.
  context.res = undefined;
  context.res = response;
}

function cut(context: RequestContext, how: "reset" | "end"): void {
  const { socket } = context.env.outgoing;
  if (socket !== null && how === "reset") {
    resetConnection(socket);
  } else {
    socket?.destroy();
  }
  answer(context, RESPONSE_ALREADY_SENT);
}

async function truncate(context: RequestContext): Promise<void> {
  const { outgoing } = context.env;
  const body = Buffer.from(await context.res.text());
  outgoing.writeHead(context.res.status, {
    "content-type": context.res.headers.get("content-type") ?? "application/json",
    // Of an empty answer too something must be missing.
    "content-length": Math.max(body.length, 2),
  });
  outgoing.write(body.subarray(0, Math.ceil(body.length / 2)), () => outgoing.destroy());
  answer(context, RESPONSE_ALREADY_SENT);
}
