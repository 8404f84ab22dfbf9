import { Hono } from "hono";
import { attempt, readBody } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { setContent } from "./content";

/** The admin call that gives a connection, or all connections of a spec, content to explore. */
export function contentAdminRoutes(emulator: Emulator): Hono<Env> {
  return new Hono<Env>().put("/content/:id", (context) =>
    attempt(context, () => setContent(emulator, context.req.param("id"), readBody(context))),
  );
}
