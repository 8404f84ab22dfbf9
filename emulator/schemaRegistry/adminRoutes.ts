import { Hono } from "hono";
import { attempt, namedSandbox, readBody } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { isJsonObject, type JsonObject, stringAt } from "../core/json";
import { registryKindNames } from "./kinds";
import { addResource } from "./resources/resources";

/**
 * Admin calls that create resources of the tenant without any check, as the user interface or another service would:
 * in any shape, and with members such as `meta:service`.
 */
export function schemaRegistryAdminRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();
  for (const kind of registryKindNames) {
    routes.post(`/${kind}`, (context) =>
      attempt(context, () => {
        const body = readBody(context);
        if (!isJsonObject(body) || stringAt(body, "title") === undefined) {
          throw new Error("give a title");
        }
        const { sandbox: _sandbox, ...given } = body;
        const own: JsonObject = {
          type: "object",
          ...(given.definitions === undefined && kind !== "schemas" ? { properties: {} } : {}),
          ...given,
        };
        return addResource(emulator, kind, namedSandbox(emulator, body), own).entity;
      }),
    );
  }
  return routes;
}
