import { Hono } from "hono";
import { attempt, namedSandbox, readBody } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { objectAt, stringAt } from "../core/json";
import { addResource } from "./schemas";

/** Admin calls that create classes and field groups of the tenant, which no client can create here. */
export function schemaRegistryAdminRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();
  for (const collection of ["classes", "fieldGroups"] as const) {
    routes.post(`/${collection}`, (context) =>
      attempt(context, () => {
        const body = readBody(context);
        const title = stringAt(body, "title");
        if (title === undefined) {
          throw new Error("give a title");
        }
        const own = { title, type: "object", properties: objectAt(body, "properties") };
        return addResource(emulator, collection, namedSandbox(emulator, body), own).entity;
      }),
    );
  }
  return routes;
}
