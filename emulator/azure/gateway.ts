import type { MiddlewareHandler } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { ArmError } from "./errors";

/** The checks in front of all management calls: token, version, subscription. */
export function azureGateway(emulator: Emulator): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { origin } = new URL(context.req.url);
    const challenge = { "WWW-Authenticate": `Bearer authorization_uri="${origin}", error="invalid_token"` };
    const [scheme, token = ""] = (context.req.header("authorization") ?? "").split(" ");
    if (scheme === "") {
      throw new ArmError(401, "AuthenticationFailed", "The Authorization header is missing.", challenge);
    }
    if (scheme?.toLowerCase() !== "bearer" || !emulator.tokens.accepts(token, "entra")) {
      throw new ArmError(401, "InvalidAuthenticationToken", "The access token is not valid.", challenge);
    }
    const version = context.req.query("api-version");
    if (version === undefined || version === "") {
      throw new ArmError(400, "MissingApiVersionParameter", "The query lacks api-version.");
    }
    if (!/^\d{4}-\d{2}-\d{2}(?:-[a-z]+)?$/.test(version)) {
      throw new ArmError(400, "InvalidApiVersionParameter", `There is no api-version ${version}.`);
    }
    const subscription = context.req.path.split("/")[2] ?? "";
    if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(subscription)) {
      throw new ArmError(400, "InvalidSubscriptionId", `${subscription} is not the id of a subscription.`);
    }
    // Changes by others that are due are visible to this request.
    emulator.settle();
    await next();
  };
}
