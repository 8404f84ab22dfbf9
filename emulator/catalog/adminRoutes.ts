import { Hono } from "hono";
import { readBody, unknown } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { stringAt } from "../core/json";
import { setLastBatch } from "./batches";
import { dataSetsName } from "./dataSets";

/** The admin call that gives a dataset its last batch. */
export function catalogAdminRoutes(emulator: Emulator): Hono<Env> {
  return new Hono<Env>().post(`/${dataSetsName}/:id/batch`, (context) => {
    const stored = emulator.store.find(dataSetsName, context.req.param("id"));
    if (stored === undefined) {
      return unknown(context);
    }
    const body = readBody(context);
    setLastBatch(emulator, stored, stringAt(body, "status") ?? "success", stringAt(body, "id"));
    return context.json(stored.entity);
  });
}
