import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { type JsonObject, objectAt } from "../core/json";
import { isListed, isLiving, isVisible } from "../core/living";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { objectBody } from "../http/requestBody";
import { ClearValues, configNames } from "./configs";
import { addMadconnectConnection, madconnectConnectionsOf, updateMadconnectConnection } from "./connections";
import { madconnectConnectionsName } from "./entity";
import { accountOf, envelope, MadconnectRefusal } from "./envelope";
import { madconnectPage } from "./listing";
import { callStatus, deleteMadconnectConnection, settleMadconnectConnection } from "./status";

/** Connections of MadConnect. */
export function madconnectConnectionRoutes(emulator: Emulator): Hono<Env> {
  const { store, switches } = emulator;
  const clearValues = new ClearValues();

  const find = (context: RequestContext): Stored => {
    const accountId = accountOf(emulator, context, "connections");
    const id = context.req.param("id") ?? "";
    const stored = store.get(madconnectConnectionsName, accountId, id);
    if (stored === undefined || !isLiving(emulator, stored) || !isVisible(emulator, context, stored)) {
      throw new MadconnectRefusal(switches, 404, `There is no connection ${id}`);
    }
    return settleMadconnectConnection(emulator, stored);
  };

  const readBody = (context: RequestContext): JsonObject => {
    const body = objectBody(context);
    for (const name of configNames) {
      clearValues.add(objectAt(body, name));
    }
    return body;
  };

  const shown = (stored: Stored): JsonObject => shownConnection(stored, switches, clearValues);

  const created = (stored: Stored): JsonObject => {
    const { madconnectCreateAnswer } = switches;
    return madconnectCreateAnswer === "item"
      ? shown(stored)
      : madconnectCreateAnswer === "id"
        ? { id: stored.id }
        : {};
  };

  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const accountId = accountOf(emulator, context, "connections");
    const listed = [...madconnectConnectionsOf(emulator, accountId)].filter((stored) =>
      isListed(emulator, context, stored),
    );
    const { page, total } = madconnectPage(listed, new URL(context.req.url).searchParams, switches);
    const response = envelope(page.map(shown));
    return context.json(switches.madconnectListTotal === "total" ? { ...response, total } : response);
  });

  routes.post("/", (context) => {
    const accountId = accountOf(emulator, context, "connections");
    const stored = addMadconnectConnection(emulator, accountId, readBody(context));
    return context.json(envelope(created(stored)));
  });

  routes.get("/:id", (context) => context.json(envelope(shown(find(context)))));

  routes.put("/:id", (context) => {
    updateMadconnectConnection(emulator, find(context), readBody(context));
    return context.json(envelope());
  });

  routes.put("/:id/status/:status", (context) => {
    callStatus(emulator, find(context), context.req.param("status"));
    return context.json(envelope());
  });

  routes.delete("/:id", (context) => {
    deleteMadconnectConnection(emulator, find(context));
    return context.json(envelope());
  });

  return routes;
}

function shownConnection({ entity }: Stored, switches: Switches, clearValues: ClearValues): JsonObject {
  const { srcConfigurationId, srcConnectionConfig, destConfigurationId, destConnectionConfig, ...item } =
    entity;
  if (switches.madconnectConfigsOnRead === "hidden") {
    return item;
  }
  const clear = switches.madconnectConfigsOnRead === "clear";
  const configs = configNames.map((name) => {
    const config = objectAt(entity, name);
    return [name, clear ? clearValues.reveal(config) : config];
  });
  return {
    ...item,
    srcConfigurationId: srcConfigurationId ?? null,
    destConfigurationId: destConfigurationId ?? null,
    ...Object.fromEntries(configs),
  };
}
