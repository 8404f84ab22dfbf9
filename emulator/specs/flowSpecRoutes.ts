import type { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { flowSpecEntity, flowSpecs } from "./flowSpecs";
import { specRoutes } from "./specRoutes";

/** Flow specs. */
export function flowSpecRoutes(emulator: Emulator): Hono<Env> {
  return specRoutes(emulator, "flowSpecs", flowSpecs.map(flowSpecEntity));
}
