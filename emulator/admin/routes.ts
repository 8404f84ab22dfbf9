import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import type { Entities } from "../core/entities";
import { isJsonObject } from "../core/json";
import { parseSwitches } from "../core/switches";
import type { SwitchTable } from "../core/switchTable";
import { adminPath } from "../http/exchange";
import { applyEither } from "../http/jsonPatch";
import { attempt, readBody, unknown } from "./body";
import { entityCounts } from "./entityCounts";

/** Admin calls that no real service has: tests use them to inspect and control the emulator. */
export function adminRoutes(emulator: Emulator, switchTable: SwitchTable, entities: Entities): Hono<Env> {
  const routes = new Hono<Env>();
  addControls(routes, emulator, switchTable);
  addFaults(routes, emulator);
  addCollections(routes, emulator, entities);
  return routes;
}

function addControls(routes: Hono<Env>, emulator: Emulator, switchTable: SwitchTable): void {
  const { log, switches, clock, tokens } = emulator;

  routes.post("/reset", (context) => {
    emulator.reset();
    return context.json({});
  });

  routes.get("/requests", (context) => {
    const { method, path, template, status } = context.req.query();
    const requests = log.list({
      method,
      path,
      template,
      status: status === undefined ? undefined : Number(status),
    });
    return context.json({ items: requests });
  });
  routes.delete("/requests", (context) => {
    log.clear();
    return context.json({});
  });
  routes.get("/counts", (context) => context.json(log.counts()));

  routes.get("/switches", (context) => context.json(switches));
  routes.post("/switches", (context) => {
    const body = readBody(context);
    return attempt(context, () =>
      Object.assign(switches, parseSwitches(switchTable, isJsonObject(body) ? body : { body })),
    );
  });

  routes.get("/clock", (context) => context.json({ now: clock.now(), offsetMs: clock.offsetMs }));
  routes.post("/clock", (context) => {
    const body = readBody(context);
    const { advanceMs, offsetMs } = isJsonObject(body) ? body : {};
    return attempt(context, () => {
      if (typeof advanceMs === "number") {
        clock.advance(advanceMs);
      } else if (typeof offsetMs === "number") {
        clock.setOffset(offsetMs);
      } else {
        throw new Error("give advanceMs or offsetMs as a number");
      }
      return { now: clock.now(), offsetMs: clock.offsetMs };
    });
  });

  routes.post("/tokens/revoke", (context) => {
    tokens.revoke();
    return context.json({});
  });
}

function addFaults(routes: Hono<Env>, { faults }: Emulator): void {
  routes.get("/faults", (context) => context.json({ items: faults.list() }));
  routes.post("/faults", (context) => attempt(context, () => ({ id: faults.add(readBody(context)) })));
  routes.delete("/faults", (context) => {
    faults.clear();
    return context.json({});
  });
  routes.delete("/faults/:id", (context) =>
    faults.remove(Number(context.req.param("id"))) ? context.json({}) : unknown(context),
  );
}

function addCollections(routes: Hono<Env>, emulator: Emulator, entities: Entities): void {
  routes.get("/entities", (context) => {
    emulator.settle();
    return attempt(context, () => entityCounts(emulator, entities, context.req.query("sandbox")));
  });
  routes.get("/:collection", (context) => {
    emulator.settle();
    const items = entities.list(context.req.param("collection")).map(({ entity }) => entity);
    return context.json({ items });
  });
  routes.get("/:collection/:id", (context) => {
    emulator.settle();
    const stored = entities.find(context.req.param("collection"), context.req.param("id"));
    return stored === undefined ? unknown(context) : context.json(entities.settle(stored).entity);
  });
  routes.patch("/:collection/:id", (context) => {
    const stored = entities.find(context.req.param("collection"), context.req.param("id"));
    return stored === undefined
      ? unknown(context)
      : attempt(context, () => {
          entities.edit(stored, (entity) => applyEither(entity, readBody(context), emulator.switches));
          return stored.entity;
        });
  });
  routes.delete("/:collection/:id", (context) => {
    const stored = entities.find(context.req.param("collection"), context.req.param("id"));
    if (stored === undefined) {
      return unknown(context);
    }
    entities.remove(stored);
    return context.json({});
  });
  routes.all("/:collection/*", (context, next) => {
    const [, collection = "", id = ""] =
      new RegExp(`^${adminPath}/([^/]+)/((?:https?:)?/.+)$`).exec(new URL(context.req.url).pathname) ?? [];
    if (!entities.names().includes(collection)) {
      return next();
    }
    const path = `${adminPath}/${collection}/${encodeURIComponent(id)}`;
    const error = `there is no such call; ids in paths are percent-encoded: ${path}`;
    return Promise.resolve(context.json({ error }, 404));
  });
}
