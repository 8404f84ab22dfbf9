import { Hono } from "hono";
import type { Env, RequestContext } from "../core/emulator";
import { adminPath } from "../http/exchange";
import { asset } from "./assets";

/** The path of the console. */
export const consolePath = `${adminPath}/console`;

// The page loads nothing from elsewhere, and no other page may show it in a frame. The graph's library sets styles.
const headers = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cache-control": "no-cache",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** The console's page and its files, below the path of admin calls. */
export function pageRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (context) =>
    // Relative addresses in the page require the slash.
    new URL(context.req.url).pathname.endsWith("/")
      ? send(context, "index.html")
      : context.redirect(`${consolePath}/`, 302),
  );
  routes.get("/assets/:name", (context) => send(context, context.req.param("name")));
  return routes;
}

function send(context: RequestContext, name: string): Response {
  const found = asset(name);
  return found === undefined
    ? context.text("This file of the console does not exist: `npm run build` builds it.", 404)
    : new Response(new Uint8Array(found.content), { headers: { ...headers, "content-type": found.type } });
}
