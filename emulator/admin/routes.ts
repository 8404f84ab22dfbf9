import { Hono } from "hono";
import { addressOf } from "../azure/path";
import { privateEndpointStates, privateEndpointsName, settleAll } from "../connectors/privateLink";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { isJsonObject } from "../core/json";
import type { Stored } from "../core/store";
import { parseSwitches } from "../core/switches";
import { isLiving } from "../flowService/entity";
import { runsName, settleRun } from "../flowService/runs";
import { madconnectConnectionsName } from "../madconnect/entity";
import { settleMadconnectConnection } from "../madconnect/status";
import { altIdOf } from "../schemaRegistry/schemas";
import { attempt, readBody, unknown } from "./body";
import { editOutOfBand, removeOutOfBand } from "./outOfBand";

/** Calls that no real service has, by which tests look into the emulator and move it. */
export function adminRoutes(emulator: Emulator): Hono<Env> {
  const { store, log, switches, clock, faults } = emulator;
  const routes = new Hono<Env>();

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
      Object.assign(switches, parseSwitches(isJsonObject(body) ? body : { body })),
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

  routes.get("/faults", (context) => context.json({ items: faults.list() }));
  routes.post("/faults", (context) => attempt(context, () => ({ id: faults.add(readBody(context)) })));
  routes.delete("/faults", (context) => {
    faults.clear();
    return context.json({});
  });
  routes.delete("/faults/:id", (context) =>
    faults.remove(Number(context.req.param("id"))) ? context.json({}) : unknown(context),
  );

  routes.post("/tokens/revoke", (context) => {
    emulator.tokens.revoke();
    return context.json({});
  });

  routes.post("/privateEndpoints/:id/state", (context) => {
    const stored = store.find(privateEndpointsName, context.req.param("id"));
    if (stored === undefined) {
      return unknown(context);
    }
    const body = readBody(context);
    const state = privateEndpointStates.find((known) => isJsonObject(body) && body.state === known);
    return attempt(context, () => {
      if (state === undefined) {
        throw new Error(`state is one of ${privateEndpointStates.join(", ")}`);
      }
      store.change(stored, { ...stored.entity, state });
      return stored.entity;
    });
  });

  routes.get("/:collection", (context) => {
    settleAll(emulator);
    const things = [...store.all(context.req.param("collection"))].filter((stored) =>
      isLiving(emulator, stored),
    );
    return context.json({ items: things.map((stored) => seen(emulator, stored).entity) });
  });
  routes.get("/:collection/:id", (context) => {
    settleAll(emulator);
    const stored = find(emulator, context);
    return stored === undefined ? unknown(context) : context.json(seen(emulator, stored).entity);
  });
  routes.patch("/:collection/:id", (context) => {
    const stored = find(emulator, context);
    return stored === undefined
      ? unknown(context)
      : attempt(context, () => editOutOfBand(emulator, stored, readBody(context)));
  });
  routes.delete("/:collection/:id", (context) => {
    const stored = find(emulator, context);
    if (stored === undefined) {
      return unknown(context);
    }
    removeOutOfBand(emulator, stored);
    return context.json({});
  });

  return routes;
}

function find(emulator: Emulator, context: RequestContext): Stored | undefined {
  const id = context.req.param("id") ?? "";
  const key = id.startsWith("/") ? addressOf(id).key : altIdOf(id);
  const stored = emulator.store.find(context.req.param("collection") ?? "", key);
  return stored !== undefined && isLiving(emulator, stored) ? stored : undefined;
}

function seen(emulator: Emulator, stored: Stored): Stored {
  if (stored.collection === runsName) {
    return settleRun(emulator, stored);
  }
  return stored.collection === madconnectConnectionsName
    ? settleMadconnectConnection(emulator, stored)
    : stored;
}
