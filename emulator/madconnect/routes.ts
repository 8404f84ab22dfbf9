import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { gatewayErrors } from "../core/refusal";
import { rateLimit } from "../http/rateLimit";
import { madconnectConnectionRoutes } from "./connectionRoutes";
import { madconnectConnectorRoutes } from "./connectorRoutes";
import { MadconnectRefusal } from "./envelope";
import { madconnectTokenRoutes } from "./tokenRoutes";

/** All services of MadConnect: the token call, and the others behind a check of the token. */
export function madconnectRoutes(emulator: Emulator): Hono<Env> {
  const { switches, tokens } = emulator;
  const routes = new Hono<Env>();

  routes.route("/oauth", madconnectTokenRoutes(emulator));

  const tooMany = (headers: Record<string, string>) =>
    new MadconnectRefusal(switches, 429, gatewayErrors["429050"].message, headers);
  routes.use(rateLimit(emulator, tooMany), async (context, next) => {
    const [scheme, token = ""] = (context.req.header("authorization") ?? "").split(" ");
    if (scheme?.toLowerCase() !== "bearer" || !tokens.accepts(token, "madconnect")) {
      throw new MadconnectRefusal(switches, 401, "The access token is missing, unknown or expired");
    }
    await next();
  });
  routes.route("/connections", madconnectConnectionRoutes(emulator));
  routes.route("/connectors", madconnectConnectorRoutes(emulator));

  return routes;
}
