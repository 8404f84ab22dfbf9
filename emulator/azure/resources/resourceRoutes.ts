import { Hono } from "hono";
import type { Emulator, Env } from "../../core/emulator";
import { type JsonObject, objectAt } from "../../core/json";
import type { Stored } from "../../core/store";
import { ArmError } from "../errors";
import { type AzureType, completed, typeName } from "../types";
import {
  addAt,
  armBody,
  findAt,
  refuseOthers,
  removeWithContents,
  requireGroup,
  requireResource,
  resourceAddress,
} from "./resources";

const fields = ["location", "tags", "sku", "kind", "identity", "extendedLocation", "zones", "properties"];

/** The resources of one type of Azure. */
export function azureResourceRoutes(emulator: Emulator, type: AzureType): Hono<Env> {
  const { store, clock } = emulator;
  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const group = requireGroup(emulator, context);
    return context.json({ value: [...store.list(type.collection, group.id)].map(({ entity }) => entity) });
  });

  routes.put("/:name", (context) => {
    requireGroup(emulator, context);
    const address = resourceAddress(context);
    const body = armBody(context);
    refuseOthers(body, fields, `a resource of ${typeName(type)}`);
    checkName(emulator, type, address.name, address.key);
    for (const member of type.required.filter((name) => body[name] === undefined)) {
      throw new ArmError(
        400,
        member === "location" ? "LocationRequired" : "InvalidRequestContent",
        `${member} is missing.`,
      );
    }
    const known = findAt(emulator, address);
    if (known === undefined) {
      const creationTime = new Date(clock.now()).toISOString();
      const entity = withCreation(completed(type, address.name, { tags: {}, ...body }), creationTime);
      return context.json(addAt(emulator, address, typeName(type), entity).entity);
    }
    if (known.entity.location !== body.location) {
      throw new ArmError(
        409,
        "InvalidResourceLocation",
        `${address.name} is already in ${String(known.entity.location)}.`,
      );
    }
    replace(emulator, type, known, { tags: {}, ...body });
    return context.json(known.entity);
  });

  routes.get("/:name", (context) => context.json(requireResource(emulator, type, context).entity));

  routes.patch("/:name", (context) => {
    const known = requireResource(emulator, type, context);
    const body = armBody(context);
    refuseOthers(body, ["tags", "sku", "kind", "identity", "properties"], "a change");
    const { id: _, name: __, type: ___, ...before } = known.entity;
    const properties = { ...objectAt(before, "properties"), ...objectAt(body, "properties") };
    replace(emulator, type, known, { ...before, ...body, properties });
    return context.json(known.entity);
  });

  routes.delete("/:name", (context) => {
    const known = findAt(emulator, resourceAddress(context));
    if (known === undefined) {
      return context.body(null, 204);
    }
    removeWithContents(emulator, known);
    return context.body(null, 200);
  });

  return routes;
}

function checkName(emulator: Emulator, type: AzureType, name: string, key: string): void {
  if (!type.nameRule.test(name)) {
    throw new ArmError(400, type.nameError, `${name} is not a name of ${typeName(type)}.`);
  }
  for (const other of emulator.store.all(type.collection)) {
    // An adopted account may come from a misspelt group, so it does not reserve its name.
    if (other.id !== key && other.hidden.adopted !== true && other.entity.name === name) {
      throw new ArmError(409, type.nameTaken, `The name ${name} is taken.`);
    }
  }
}

function replace({ store }: Emulator, type: AzureType, stored: Stored, given: JsonObject): void {
  const { id = "", name = "", type: kind = "", properties } = stored.entity;
  const { creationTime } = objectAt({ properties: properties ?? {} }, "properties");
  const entity = withCreation(completed(type, String(name), given), String(creationTime));
  store.change(stored, { id, name, type: kind, ...entity }, {});
}

function withCreation(entity: JsonObject, creationTime: string): JsonObject {
  return { ...entity, properties: { ...objectAt(entity, "properties"), creationTime } };
}
