import { Hono } from "hono";
import { readBody, unknown } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { stringAt } from "../core/json";
import { sandboxesOf } from "../core/sandboxes";
import { setLastBatch } from "./batches";
import { dataSetsName, profileGapsOf } from "./dataSets";
import { isSchemaEnabled, profileStateOf } from "./profileTags";

/** The admin calls that give a dataset its last batch, and that show what of its data reaches the profile. */
export function catalogAdminRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get(`/${dataSetsName}/:id/profile`, (context) => {
    const stored = emulator.store.find(dataSetsName, context.req.param("id"));
    const sandbox = sandboxesOf(emulator).find(({ name }) => name === stored?.sandbox);
    if (stored === undefined || sandbox === undefined) {
      return unknown(context);
    }
    const schemaEnabled = isSchemaEnabled(emulator, sandbox, stored.entity);
    return context.json({ ...profileStateOf(stored.entity), schemaEnabled, gaps: profileGapsOf(stored) });
  });

  routes.post(`/${dataSetsName}/:id/batch`, (context) => {
    const stored = emulator.store.find(dataSetsName, context.req.param("id"));
    if (stored === undefined) {
      return unknown(context);
    }
    const body = readBody(context);
    setLastBatch(emulator, stored, stringAt(body, "status") ?? "success", stringAt(body, "id"));
    return context.json(stored.entity);
  });

  return routes;
}
