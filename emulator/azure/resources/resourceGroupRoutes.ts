import { Hono } from "hono";
import type { Emulator, Env } from "../../core/emulator";
import { stringAt } from "../../core/json";
import { ArmError } from "../errors";
import { addressOf } from "../path";
import { addAt, armBody, findAt, refuseOthers, removeWithContents, requireGroup } from "./resources";

/** Azure's resource groups. */
export function resourceGroupRoutes(emulator: Emulator): Hono<Env> {
  const { store } = emulator;
  const routes = new Hono<Env>();

  routes.put("/:group", (context) => {
    const address = addressOf(context.req.path);
    const body = armBody(context);
    refuseOthers(body, ["location", "tags", "managedBy"], "a resource group");
    const location = stringAt(body, "location");
    if (location === undefined) {
      throw new ArmError(400, "LocationRequired", "The location of the resource group is missing.");
    }
    const entity = { ...body, properties: { provisioningState: "Succeeded" } };
    const group = findAt(emulator, address);
    if (group === undefined) {
      const created = addAt(emulator, address, "Microsoft.Resources/resourceGroups", entity);
      return context.json(created.entity, 201);
    }
    if (group.entity.location !== location) {
      const known = stringAt(group.entity, "location");
      throw new ArmError(409, "InvalidResourceGroupLocation", `The resource group is already in ${known}.`);
    }
    const { id, name, type } = group.entity;
    store.change(group, { id: id ?? "", name: name ?? "", type: type ?? "", ...entity });
    return context.json(group.entity);
  });

  routes.get("/:group", (context) => {
    if (context.req.method === "HEAD") {
      const found = findAt(emulator, addressOf(context.req.path)) !== undefined;
      return context.body(null, found ? 204 : 404);
    }
    return context.json(requireGroup(emulator, context).entity);
  });

  routes.delete("/:group", (context) => {
    removeWithContents(emulator, requireGroup(emulator, context));
    return context.body(null, 200);
  });

  return routes;
}
