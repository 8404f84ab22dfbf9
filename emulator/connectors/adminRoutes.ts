import { Hono } from "hono";
import { attempt, readBody, unknown } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { isJsonObject } from "../core/json";
import { privateEndpointStates, privateEndpointsName } from "./privateLink";

/** The admin call that sets the state of a private endpoint. */
export function connectorsAdminRoutes({ store }: Emulator): Hono<Env> {
  return new Hono<Env>().post(`/${privateEndpointsName}/:id/state`, (context) => {
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
}
