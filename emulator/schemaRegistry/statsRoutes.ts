import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { registryCollections } from "./schemas";

/** What the Schema Registry holds, and whose it is. */
export function schemaRegistryStatsRoutes({ store, settings }: Emulator): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (context) => {
    const sandbox = context.get("sandbox").name;
    return context.json({
      imsOrg: settings.organisation,
      tenantId: settings.tenant,
      counts: Object.fromEntries(
        Object.keys(registryCollections).map((collection) => [collection, store.count(collection, sandbox)]),
      ),
    });
  });
  return routes;
}
