import { Hono } from "hono";
import type { Emulator, Env } from "../../core/emulator";
import { SchemaRegistryError } from "../errors";
import { readRegistryFilters } from "../listing";
import { schemaRegistryPath } from "../resources/resources";
import { listedResource, lookupResponse } from "../resources/responses";
import { unionById, unionsOf } from "./unions";

const notFound = "XDM-1015-404";

/** The unions of schemas that are enabled for the profile; they can only be read. */
export function unionRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const listed = listedResource(context, emulator.switches);
    const matches = readRegistryFilters(new URL(context.req.url).searchParams);
    const unions = unionsOf(emulator, context.get("sandbox").name).filter((entity) => matches({ entity }));
    // The sample has no _page.
    return context.json({
      results: unions.map((union) => listed(union)),
      _links: { global_schemas: { href: `${schemaRegistryPath}/global/schemas` } },
    });
  });

  routes.get("/:id", (context) => {
    const sandbox = context.get("sandbox").name;
    const id = context.req.param("id");
    const entity = unionById(emulator, sandbox, id);
    if (entity === undefined) {
      throw new SchemaRegistryError(notFound, `Resource not found: there is no union ${id}`);
    }
    return context.json(lookupResponse(emulator, context, { entity, sandbox }, notFound));
  });

  return routes;
}
