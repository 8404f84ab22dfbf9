import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler, Next } from "hono";
import { matchedRoutes } from "hono/route";
import { causedBy } from "../core/cause";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import type { Entities } from "../core/entities";
import type { Json } from "../core/json";
import type { Service } from "../core/service";
import type { StateFileError } from "../core/stateFile/stateFileError";
import { serveWithFault } from "./faultInjection";
import { redactHeader, redactText } from "./redaction";
import { type Redaction, redactionOf } from "./serviceRedaction";

/** The path of all admin calls. */
export const adminPath = "/_emulator";

/** Handles every request: reads its raw body, logs it, and injects faults. */
export function exchange(
  emulator: Emulator,
  services: readonly Service[],
  entities: Entities,
): MiddlewareHandler<Env> {
  const { switches, clock, log, faults } = emulator;
  const redact = redactionOf(services);
  const requestIdHeader = (path: string): string =>
    services.map((service) => service.requestIdHeader?.(path)).find((name) => name !== undefined) ??
    "x-request-id";
  return async (context, next) => {
    const requestId = randomUUID();
    context.set("requestId", requestId);
    context.set("body", await readBody(context));
    if (context.req.path.startsWith(`${adminPath}/`) || opensConsole(context)) {
      await causedBy({ by: "admin" }, () => serveWhole(emulator, context, next));
      context.header("x-request-id", requestId);
      return;
    }
    const { method, path } = context.req;
    const began = performance.now();
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
    const serve = (): Promise<void> =>
      causedBy({ by: "client", request: logged.number }, () => serveWhole(emulator, context, next));
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
    const { status } = context.res;
    // The body of this fault is the user's own text, in which a secret need not look like one.
    const isLogged = status >= 400 && fault?.kind !== "answer";
    const response = isLogged ? { response: await responseBody(context, redact) } : {};
    log.respond(logged, { status, durationMs: performance.now() - began, ...response });
  };
}

/** Whether a browser opens the origin, which shows the console; programs get the response of the services. */
export function opensConsole({ req }: RequestContext): boolean {
  return req.path === "/" && req.method === "GET" && req.header("accept")?.includes("text/html") === true;
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

async function responseBody(context: RequestContext, redact: Redaction): Promise<Json> {
  const text = await context.res.clone().text();
  try {
    return redact.body(JSON.parse(text) as Json);
  } catch {
    return redactText(text);
  }
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
