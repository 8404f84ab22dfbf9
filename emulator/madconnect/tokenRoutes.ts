import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { stringAt } from "../core/json";
import { objectBody } from "../http/requestBody";
import { envelope, MadconnectRefusal } from "./envelope";

/** MadConnect's token call, for the same client as Adobe's. */
export function madconnectTokenRoutes({ settings, switches, tokens, clientSecrets }: Emulator): Hono<Env> {
  return new Hono<Env>().post("/client-token", (context) => {
    const body = objectBody(context);
    if (
      stringAt(body, "clientId") !== settings.clientId ||
      !clientSecrets.accepts(stringAt(body, "clientSecret"))
    ) {
      throw new MadconnectRefusal(switches, 401, "clientId or clientSecret is wrong");
    }
    const expiry = switches.madconnectTokenLifetimeSeconds;
    const token = { accessToken: tokens.issue(expiry, "madconnect"), tokenType: "Bearer", expiry };
    return context.json(switches.madconnectTokenAnswer === "enveloped" ? envelope(token) : token);
  });
}
