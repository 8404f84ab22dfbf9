import type { MiddlewareHandler } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { GatewayError, Invalid } from "../core/refusal";
import { sandboxesOf } from "../core/sandboxes";

/** The checks in front of all services of the platform: token, API key, organisation. */
export function gateway({ settings, tokens }: Emulator): MiddlewareHandler<Env> {
  return async (context, next) => {
    const authorization = context.req.header("authorization");
    if (authorization === undefined || authorization === "") {
      throw new GatewayError("403010");
    }
    const [scheme, token = ""] = authorization.split(" ");
    if (scheme?.toLowerCase() !== "bearer" || !tokens.accepts(token)) {
      throw new GatewayError("401013");
    }
    const key = context.req.header("x-api-key");
    if (key === undefined || key === "") {
      throw new GatewayError("403000");
    }
    if (key !== settings.clientId) {
      throw new GatewayError("403003");
    }
    const organisation = context.req.header("x-gw-ims-org-id");
    if (organisation === undefined || organisation === "") {
      throw new GatewayError("400003");
    }
    if (organisation !== settings.organisation) {
      throw new GatewayError("403025");
    }
    await next();
  };
}

/** Finds the sandbox that a request is for. */
export function sandbox(emulator: Emulator): MiddlewareHandler<Env> {
  return async (context, next) => {
    const name = context.req.header("x-sandbox-name");
    const id = context.req.header("x-sandbox-id");
    if (!name && !id && emulator.switches.missingSandbox === "refuse") {
      throw new Invalid("missingSandbox", "The x-sandbox-name header is missing");
    }
    const wanted = name || (id ? undefined : "prod");
    const found = sandboxesOf(emulator).find((candidate) =>
      wanted === undefined ? candidate.id === id : candidate.name === wanted,
    );
    if (found === undefined) {
      throw new Invalid("unknownSandbox", `Sandbox not found: ${wanted ?? id}`);
    }
    context.set("sandbox", found);
    await next();
  };
}
