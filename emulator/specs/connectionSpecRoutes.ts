import type { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { contentOf } from "../explore/content";
import { exploreResponse } from "../explore/explore";
import { exploreLandingZone } from "../explore/landingZone";
import { readExploreQuery } from "../explore/query";
import { connectionSpec, connectionSpecEntity, connectionSpecs } from "./connectionSpecs";
import { FlowServiceError, notFound } from "./errors";
import { specRoutes } from "./specRoutes";

/** Connection specs. */
export function connectionSpecRoutes(emulator: Emulator): Hono<Env> {
  const routes = specRoutes(emulator, "connectionSpecs", connectionSpecs.map(connectionSpecEntity));

  routes.get("/:id/explore", (context) => {
    const id = context.req.param("id");
    const spec = connectionSpec(id);
    if (spec === undefined) {
      throw notFound(emulator.switches, "connectionSpecs", id);
    }
    // The landing zone needs no account; other sources are explored through a connection.
    if (spec.authSpecs?.length !== 0) {
      throw new FlowServiceError(
        "CONNECTOR-1372-400",
        `Explore via connection spec is not allowed for connection spec ID=${id}`,
      );
    }
    const query = readExploreQuery(new URL(context.req.url).searchParams);
    const explore = spec.name === "landing-zone" ? exploreLandingZone : exploreResponse;
    return context.json(explore(contentOf(emulator, [id]), query, spec, emulator.switches));
  });

  routes.get("/:id/configs", (context) => {
    const id = context.req.param("id");
    if (connectionSpec(id) === undefined) {
      throw notFound(emulator.switches, "connectionSpecs", id);
    }
    // A plain list, as its only source says; those of a connection are in `items`.
    return context.json(contentOf(emulator, [id]).configs);
  });

  return routes;
}
