import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { ArmError } from "./errors";

/** What the management calls answer to all that is not known here. */
export function unknownAzureRoutes(_emulator: Emulator): Hono<Env> {
  return new Hono<Env>().all("/*", (context) => {
    throw new ArmError(404, "InvalidResourceType", `Nothing is known here of ${context.req.path}.`);
  });
}
