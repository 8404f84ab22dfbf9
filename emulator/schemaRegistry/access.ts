import type { MiddlewareHandler } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { SchemaRegistryError } from "./errors";

/** Refuses every request if the credential has no permission. */
export function checkAccess({ switches }: Emulator): MiddlewareHandler<Env> {
  return (context, next) => {
    if (switches.registryAccess === "denied") {
      throw new SchemaRegistryError(
        "XDM-2010-403",
        `${context.req.method} access is denied for this resource from access control.`,
      );
    }
    return next();
  };
}
