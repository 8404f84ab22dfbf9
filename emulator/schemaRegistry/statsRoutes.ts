import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { registryCollections } from "./schemas";

/** The organisation of the Schema Registry, and how many resources it has. */
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
