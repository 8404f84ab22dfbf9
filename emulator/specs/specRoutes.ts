import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import type { JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import { listResponse } from "../http/listing";
import { searchResponse } from "../http/search";
import { notFound } from "./errors";

/** The routes of a fixed table of specs. */
export function specRoutes(
  emulator: Emulator,
  name: "connectionSpecs" | "flowSpecs",
  specs: readonly JsonObject[],
): Hono<Env> {
  const stored = specs.map(
    (entity, sequence): Stored => ({
      collection: name,
      id: String(entity.id),
      sandbox: "",
      sequence,
      entity,
      hidden: {},
    }),
  );
  const source = { all: () => stored, byId: (id: string) => stored.find((spec) => spec.id === id) };

  const routes = new Hono<Env>();
  routes.get("/", (context) =>
    context.json(listResponse(source, new URL(context.req.url).searchParams, `/${name}`, emulator.switches)),
  );
  // No source documents a search of connection specs.
  if (name === "flowSpecs") {
    routes.post("/search", (context) =>
      context.json(searchResponse(context, source, `/${name}`, emulator.switches)),
    );
  }
  routes.get("/:id", (context) => {
    const id = context.req.param("id");
    const found = source.byId(id);
    if (found === undefined) {
      throw notFound(emulator.switches, name, id);
    }
    return context.json({ items: [found.entity] });
  });
  return routes;
}
