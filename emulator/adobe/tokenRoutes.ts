import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";

/** Adobe's token service: OAuth client credentials. */
export function tokenRoutes(emulator: Emulator): Hono<Env> {
  const response = (context: RequestContext) => respondWithToken(emulator, context);
  // The newer guides use v3, the Postman collection v2.
  return new Hono<Env>().post("/token/v3", response).post("/token/v2", response);
}

function respondWithToken(
  { settings, switches, tokens, clientSecrets }: Emulator,
  context: RequestContext,
): Response {
  const refuse = (status: 400 | 401, error: string, description: string): Response =>
    context.json({ error, error_description: description }, status);

  const body = context.get("body");
  const type = (context.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (body !== "" && type !== "application/x-www-form-urlencoded") {
    return refuse(400, "invalid_request", "The body must be form-encoded");
  }
  const form = new URLSearchParams(body);
  const query = new URL(context.req.url).searchParams;
  const parameter = (name: string): string => form.get(name) ?? query.get(name) ?? "";

  if (parameter("grant_type") === "") {
    return refuse(400, "invalid_request", "grant_type is missing");
  }
  if (parameter("grant_type") !== "client_credentials") {
    return refuse(400, "unsupported_grant_type", "grant_type must be client_credentials");
  }
  if (parameter("client_id") === "" || parameter("client_secret") === "") {
    return refuse(400, "invalid_request", "client_id and client_secret are needed");
  }
  if (parameter("client_id") !== settings.clientId) {
    return refuse(switches.invalidClientStatus, "invalid_client", "The client is unknown");
  }
  if (!clientSecrets.accepts(parameter("client_secret"))) {
    return refuse(switches.invalidClientStatus, "invalid_client", "The client secret is wrong");
  }
  if (parameter("scope") === "" && switches.missingScope === "refuse") {
    return refuse(400, "invalid_scope", "scope is missing");
  }
  const seconds = switches.tokenLifetimeSeconds;
  return context.json({ access_token: tokens.issue(seconds), token_type: "bearer", expires_in: seconds });
}
