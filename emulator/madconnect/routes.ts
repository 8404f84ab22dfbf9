import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { GatewayError, ServiceError } from "../core/refusal";
import { rateLimit } from "../http/rateLimit";
import { madconnectConnectionRoutes } from "./connectionRoutes";
import { madconnectConnectorRoutes } from "./connectorRoutes";
import { MadconnectRefusal } from "./envelope";
import { madconnectTokenRoutes } from "./tokenRoutes";

/** All services of MadConnect: its token call, and behind a check of the token all else. */
export function madconnectRoutes(emulator: Emulator): Hono<Env> {
  const { switches, tokens } = emulator;
  const routes = new Hono<Env>();

  // The checks that all services share get MadConnect's envelope.
  routes.onError((error) => {
    if (error instanceof ServiceError) {
      throw new MadconnectRefusal(switches, error.status, error.message);
    }
    throw error instanceof GatewayError
      ? new MadconnectRefusal(switches, error.status, error.message, error.headers)
      : error;
  });

  routes.route("/oauth", madconnectTokenRoutes(emulator));

  routes.use(rateLimit(emulator), async (context, next) => {
    const [scheme, token = ""] = (context.req.header("authorization") ?? "").split(" ");
    if (scheme?.toLowerCase() !== "bearer" || !tokens.accepts(token, "madconnect")) {
      throw new MadconnectRefusal(switches, 401, "The access token is missing, unknown or has ended");
    }
    await next();
  });
  routes.route("/connections", madconnectConnectionRoutes(emulator));
  routes.route("/connectors", madconnectConnectorRoutes(emulator));

  return routes;
}
