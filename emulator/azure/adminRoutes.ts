import { Hono } from "hono";
import { attempt, readBody } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { isJsonObject, type Json, stringAt, stringsAt } from "../core/json";
import type { Stored } from "../core/store";
import {
  addConnection,
  connectionStates,
  connectionsOf,
  orderConnections,
} from "./privateEndpointConnections";
import { connectionsName, resourceById } from "./resources/resources";

const foreignEndpoint =
  "/subscriptions/00000000-0000-0000-0000-00000000eeee/resourceGroups/strangers/providers/Microsoft.Network/privateEndpoints/stranger";

/** Admin calls that create and order foreign private endpoint connections. */
export function azureAdminRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();

  routes.post(`/${connectionsName}`, (context) =>
    attempt(context, () => {
      const body = readBody(context);
      const resource = resourceOf(emulator, body);
      const name = stringAt(body, "name");
      const status = connectionStates.find((known) => known === (stringAt(body, "status") ?? "Pending"));
      if (status === undefined) {
        throw new Error(`status is one of ${connectionStates.join(", ")}`);
      }
      const others = connectionsOf(emulator, resource);
      if (others.some(({ entity }) => entity.name === name)) {
        throw new Error(`connection ${name} already exists`);
      }
      const created = addConnection(emulator, resource, {
        name,
        status,
        privateEndpointId: stringAt(body, "privateEndpointId") ?? foreignEndpoint,
        description: stringAt(body, "description"),
        provisioningState: stringAt(body, "provisioningState"),
      });
      if (isJsonObject(body) && typeof body.position === "number") {
        orderConnections(emulator, others.toSpliced(body.position, 0, created));
      }
      return created.entity;
    }),
  );

  routes.put(`/${connectionsName}`, (context) =>
    attempt(context, () => {
      const body = readBody(context);
      const resource = resourceOf(emulator, body);
      const connections = connectionsOf(emulator, resource);
      const wanted = stringsAt(body, "names").map((name) => {
        const found = connections.find(({ entity }) => entity.name === name);
        if (found === undefined) {
          throw new Error(`there is no connection ${name}`);
        }
        return found;
      });
      orderConnections(emulator, [...new Set([...wanted, ...connections])]);
      return { names: connectionsOf(emulator, resource).map(({ entity }) => entity.name) };
    }),
  );

  return routes;
}

function resourceOf(emulator: Emulator, body: Json): Stored {
  emulator.settle();
  const resource = resourceById(emulator, stringAt(body, "resource") ?? "");
  if (resource === undefined) {
    throw new Error("give resource as the id of an existing resource");
  }
  return resource;
}
