import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler, Next } from "hono";
import { matchedRoutes } from "hono/route";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import type { Entities } from "../core/entities";
import type { Json } from "../core/json";
import type { Service } from "../core/service";
import type { StateFileError } from "../core/stateFile/stateFileError";
import { serveWithFault } from "./faultInjection";
import { redactHeader, redactJson, redactParameters, redactText } from "./redaction";

/** The path of all admin calls. */
export const adminPath = "/_emulator";

/** Handles every request: reads its raw body, logs it, and injects faults. */
export function exchange(
  emulator: Emulator,
  services: readonly Service[],
  entities: Entities,
): MiddlewareHandler<Env> {
  const { switches, clock, log, faults } = emulator;
  const redact = redaction(services);
  const requestIdHeader = (path: string): string =>
    services.map((service) => service.requestIdHeader?.(path)).find((name) => name !== undefined) ??
    "x-request-id";
  return async (context, next) => {
    const requestId = randomUUID();
    context.set("requestId", requestId);
    context.set("body", await readBody(context));
    const serve = (): Promise<void> => serveWhole(emulator, context, next);
    if (context.req.path.startsWith(`${adminPath}/`)) {
      await serve();
      context.header("x-request-id", requestId);
      return;
    }
    const { method, path } = context.req;
    const template = templateOf(context);
    const logged = log.add({
      time: clock.now(),
      requestId,
      method,
      path: pathWithQuery(context, redact),
      headers: loggedHeaders(context, emulator),
      body: loggedBody(context, redact),
    });
    logged.template = template;
    log.count(method, template);
    if (switches.answerDelayMs > 0) {
      await setTimeout(switches.answerDelayMs, undefined, { ref: false });
    }
    const fault = faults.take(method, path, template);
    if (fault === undefined) {
      await serve();
    } else {
      logged.fault = fault.kind;
      await serveWithFault({ emulator, entities, context, next: serve }, fault);
      if (context.res === RESPONSE_ALREADY_SENT) {
        return;
      }
    }
    context.header("Date", new Date(clock.now()).toUTCString());
    context.header(requestIdHeader(path), requestId);
    logged.status = context.res.status;
  };
}

/** The response to a request whose changes the state file did not accept. */
export function unwritten({ message }: StateFileError): Response {
  const body = { error_code: "507000", message: `${message}. The request changed nothing.` };
  return Response.json(body, { status: 507 });
}

/** Serves a request so that either all of its changes are stored, or it makes none and fails. */
async function serveWhole({ store }: Emulator, context: RequestContext, next: Next): Promise<void> {
  const { result, failure } = store.atomically(next);
  if (failure === undefined) {
    return result;
  }
  // The handler must not set its response after that of the failure.
  await result.catch(() => undefined);
  context.res = undefined;
  context.res = unwritten(failure);
}

async function readBody(context: RequestContext): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of context.env.incoming) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString("utf8");
}

function templateOf(context: RequestContext): string {
  // Middleware is registered for all methods; of two routes that match, the first serves the request.
  const route = matchedRoutes(context).find(({ method }) => method !== "ALL");
  return (route?.path ?? "(none)").replaceAll(/:(\w+)/g, "{$1}").replace(/(.)\/$/, "$1");
}

/** Removes secrets from bodies and queries. */
interface Redaction {
  body(value: Json): Json;
  search(search: string): string;
}

/** What services know about their own secrets, and then what names and patterns reveal in any request. */
function redaction(services: readonly Service[]): Redaction {
  return {
    body: (value) => redactJson(services.reduce((body, { redact }) => redact?.body(body) ?? body, value)),
    search: (given) =>
      redactParameters(services.reduce((search, { redact }) => redact?.search?.(search) ?? search, given)),
  };
}

function pathWithQuery(context: RequestContext, redact: Redaction): string {
  const url = context.req.url;
  const path = url.slice(url.indexOf("/", url.indexOf("://") + 3));
  const [before = "", ...search] = path.split("?");
  return search.length === 0
    ? redactText(before)
    : `${redactText(before)}?${redact.search(search.join("?"))}`;
}

function loggedHeaders(context: RequestContext, { settings }: Emulator): Record<string, string> {
  const headers = Object.entries(context.req.header());
  return Object.fromEntries(
    headers.map(([name, value]) => [name, redactHeader(name, value, settings.clientId)]),
  );
}

function loggedBody(context: RequestContext, redact: Redaction): Json {
  const text = context.get("body");
  if (text === "") {
    return null;
  }
  try {
    return redact.body(JSON.parse(text) as Json);
  } catch {
    const form = context.req.header("content-type")?.includes("x-www-form-urlencoded") === true;
    // Secrets cannot be identified in other formats.
    return form ? redact.search(text) : `(${text.length} characters that are not JSON)`;
  }
}
