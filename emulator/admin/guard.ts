import type { MiddlewareHandler } from "hono";
import type { Env, RequestContext } from "../core/emulator";
import { isNamedIn } from "../http/hostNames";

// The path of the console's page, as routes see it.
const consolePath = "/_emulator/console";

/**
 * Refuses admin calls that a web page sends. The browser of a developer reaches the loopback interface for every page:
 * directly, which `Origin` shows, or by a host name that the page's owner points at it (DNS rebinding), which `Host`
 * shows. Programs send no `Origin`.
 *
 * @param names the names by which clients reach the emulator.
 */
export function adminGuard(names: readonly string[]): MiddlewareHandler<Env> {
  return async (context, next) => {
    const problem = problemOf(context, names);
    return problem === undefined ? next() : context.json({ error: problem }, 403);
  };
}

function problemOf(context: RequestContext, names: readonly string[]): string | undefined {
  const host = context.req.header("host") ?? "";
  if (!isNamedIn(host, names)) {
    return `admin calls are accepted only for ${names.join(", ")}, not for the host ${JSON.stringify(host)}; the option host-name adds a name`;
  }
  const origin = context.req.header("origin");
  // Browsers send no Origin with some requests, but they do send this header.
  const site = context.req.header("sec-fetch-site") ?? "none";
  // A link on another page may open the console: that page can neither read nor frame it.
  if (isOpened(context)) {
    return undefined;
  }
  if (
    (origin !== undefined && !isSameOrigin(origin, host, context)) ||
    !["none", "same-origin"].includes(site)
  ) {
    return `admin calls are not accepted from web pages of another origin (${JSON.stringify(origin ?? site)})`;
  }
  return undefined;
}

function isOpened({ req }: RequestContext): boolean {
  return (
    req.method === "GET" &&
    req.path === consolePath &&
    req.header("origin") === undefined &&
    req.header("sec-fetch-mode") === "navigate" &&
    req.header("sec-fetch-dest") === "document"
  );
}

function isSameOrigin(origin: string, host: string, context: RequestContext): boolean {
  const scheme = "encrypted" in context.env.incoming.socket ? "https" : "http";
  return origin.toLowerCase() === `${scheme}://${host}`.toLowerCase();
}
