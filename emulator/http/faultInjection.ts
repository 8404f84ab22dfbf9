import { setTimeout } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Next } from "hono";
import type { Emulator, RequestContext } from "../core/emulator";
import type { Entities } from "../core/entities";
import type { Fault } from "../core/faultInput";
import { type Json, stringAt } from "../core/json";
import { GatewayError, Invalid } from "../core/refusal";
import type { Stored } from "../core/store";
import { resetConnection } from "./connectionReset";
import { applyEither } from "./jsonPatch";
import { retryAfterHeader } from "./rateLimit";

/** A request that a fault hits, with the state and the handler that serve it. */
interface FaultyExchange {
  emulator: Emulator;
  entities: Entities;
  context: RequestContext;
  next: Next;
}

/** Serves a request with a fault. */
export async function serveWithFault(exchange: FaultyExchange, fault: Fault): Promise<void> {
  const { emulator, context, next } = exchange;
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
      return respond(context, givenResponse(fault));
    case "gatewayError":
      return respond(context, refusal(emulator, context, new GatewayError(fault.code)));
    case "throttled": {
      const headers = retryAfterHeader(fault.retryAfter, fault.seconds, emulator.clock.now());
      return respond(context, refusal(emulator, context, new GatewayError("429050", headers)));
    }
    case "truncated":
      await next();
      return truncate(context);
    case "notJson":
      await next();
      return respond(context, htmlResponse(context.res.status === 204 ? 200 : context.res.status));
    case "staleToken":
      emulator.tokens.revoke();
      return next();
    case "notVisible":
      context.set("blind", true);
      return next();
    case "staleList":
      context.set("listAgeMs", fault.ageMs);
      return next();
    case "edit":
      return serveAfterEdit(exchange, fault.patch);
    case "lostUpdate":
      return serveWithoutEffect(exchange);
    case "state":
      return serveWithState(exchange, fault.state);
  }
}

async function serveAfterEdit(
  { emulator, entities, context, next }: FaultyExchange,
  patch: Json,
): Promise<void> {
  const stored = entities.addressed(context.req.path);
  if (stored !== undefined) {
    try {
      entities.edit(stored, (entity) => applyEither(entity, patch, emulator.switches));
    } catch (error) {
      throw error instanceof Invalid ? entities.refuse(stored, error) : error;
    }
  }
  await next();
}

async function serveWithoutEffect({ emulator, entities, context, next }: FaultyExchange): Promise<void> {
  const stored = entities.addressed(context.req.path);
  const { entity, hidden } = stored ?? { entity: {}, hidden: {} };
  await next();
  if (stored !== undefined && isStored(emulator, stored)) {
    emulator.store.change(stored, entity, hidden);
  }
}

/** A GET already shows the state; after any other request, the entity gets it. */
async function serveWithState(
  { emulator, entities, context, next }: FaultyExchange,
  state: string,
): Promise<void> {
  const set = (stored: Stored | undefined): void => {
    if (stored !== undefined && isStored(emulator, stored)) {
      entities.edit(stored, (entity) => ({ ...entity, state }));
    }
  };
  const stored = entities.addressed(context.req.path);
  if (context.req.method === "GET") {
    set(stored);
    return next();
  }
  await next();
  set(stored ?? (await created(entities, context)));
}

function isStored({ store }: Emulator, stored: Stored): boolean {
  return store.find(stored.collection, stored.id) === stored;
}

function givenResponse({ status, headers, body }: Extract<Fault, { kind: "answer" }>): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
  });
}

function htmlResponse(status: number): Response {
  return new Response("<html><body>Service unavailable</body></html>", {
    status,
    headers: { "content-type": "text/html" },
  });
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

function respond(context: RequestContext, response: Response): void {
  // Replacing a response directly would mix the headers of both.
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
  respond(context, RESPONSE_ALREADY_SENT);
}

async function truncate(context: RequestContext): Promise<void> {
  const { outgoing } = context.env;
  const body = Buffer.from(await context.res.text());
  outgoing.writeHead(context.res.status, {
    "content-type": context.res.headers.get("content-type") ?? "application/json",
    // An empty response must be incomplete, too.
    "content-length": Math.max(body.length, 2),
  });
  outgoing.write(body.subarray(0, Math.ceil(body.length / 2)), () => outgoing.destroy());
  respond(context, RESPONSE_ALREADY_SENT);
}
