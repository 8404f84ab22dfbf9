import { Hono } from "hono";
import { attempt, readBody, unknown } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { isJsonObject, stringAt } from "../core/json";
import { isLiving } from "../core/living";
import { addMadconnectConnection, editMadconnectConnection } from "./connections";
import { madconnectConnectionsName } from "./entity";
import { madconnectAccounts } from "./envelope";
import { madconnectStatuses, restoreMadconnectConnection } from "./status";

/** Admin calls that create and restore connections as other users of MadConnect do. */
export function madconnectAdminRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>().basePath(`/${madconnectConnectionsName}`);

  routes.post("/", (context) =>
    attempt(context, () => {
      const body = readBody(context);
      const { accountId: _account, status: given, ...connection } = isJsonObject(body) ? body : {};
      const wanted = stringAt(body, "accountId") ?? madconnectAccounts[0];
      const accountId = madconnectAccounts.find((account) => account === wanted);
      if (accountId === undefined) {
        throw new Error(`there is no account ${wanted}`);
      }
      const status = given === undefined ? undefined : madconnectStatuses.find((known) => known === given);
      if (given !== undefined && status === undefined) {
        throw new Error(`status is one of ${madconnectStatuses.join(", ")}`);
      }
      const stored = addMadconnectConnection(emulator, accountId, connection);
      if (status !== undefined) {
        editMadconnectConnection(emulator, stored, { ...stored.entity, status });
      }
      return stored.entity;
    }),
  );

  routes.post("/:id/restore", (context) => {
    const stored = emulator.store.find(madconnectConnectionsName, context.req.param("id"));
    return stored === undefined || !isLiving(emulator, stored)
      ? unknown(context)
      : attempt(context, () => restoreMadconnectConnection(emulator, stored));
  });

  return routes;
}
