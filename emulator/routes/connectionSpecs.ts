import type { Hono } from "hono";
import { connectionSpecEntity, connectionSpecs } from "../connectionSpecs";
import type { Emulator, Env } from "../emulator";
import { specRoutes } from "../specRoutes";

/** Connection specs. */
export function connectionSpecRoutes(emulator: Emulator): Hono<Env> {
  return specRoutes(emulator, "connectionSpecs", connectionSpecs.map(connectionSpecEntity));
}
