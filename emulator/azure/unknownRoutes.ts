import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { ArmError } from "./errors";

/** The refusal of unknown management calls. */
export function unknownAzureRoutes(_emulator: Emulator): Hono<Env> {
  return new Hono<Env>().all("/*", (context) => {
    throw new ArmError(404, "InvalidResourceType", `The emulator does not support ${context.req.path}.`);
  });
}
