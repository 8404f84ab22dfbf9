import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../../core/emulator";
import { isListed } from "../../core/living";
import type { Stored } from "../../core/store";
import { SchemaRegistryError } from "../errors";
import { resourceBody } from "../mediaTypes";
import { isFound, seen } from "../visibility";
import { checkDispensable, readDescriptor } from "./descriptorChecks";
import { checkLookupAccept, descriptorListResponse } from "./descriptorResponses";
import {
  addDescriptor,
  changeDescriptor,
  descriptorsName,
  removeDescriptor,
  shownDescriptor,
} from "./descriptorStore";

/** Descriptors of the tenant's schemas. */
export function descriptorRoutes(emulator: Emulator): Hono<Env> {
  const { store, switches } = emulator;

  const find = (context: RequestContext): Stored => {
    const id = context.req.param("id") ?? "";
    const stored = store.get(descriptorsName, context.get("sandbox").name, id);
    if (stored === undefined || !isFound(emulator, context, stored)) {
      throw new SchemaRegistryError("XDM-1014-404", `Resource not found: there is no descriptor ${id}`);
    }
    return stored;
  };

  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const descriptors = [...store.list(descriptorsName, context.get("sandbox").name)]
      .filter((stored) => isListed(emulator, context, stored))
      .map((stored) => ({ id: stored.id, entity: seen(emulator, stored) }));
    return context.json(descriptorListResponse(emulator, context, descriptors));
  });

  routes.post("/", (context) => {
    const sandbox = context.get("sandbox");
    const own = readDescriptor(emulator, resourceBody(context, switches), sandbox);
    return context.json(shownDescriptor(emulator, addDescriptor(emulator, sandbox, own).entity), 201);
  });

  routes.get("/:id", (context) => {
    checkLookupAccept(context, switches);
    return context.json(shownDescriptor(emulator, seen(emulator, find(context))));
  });

  routes.put("/:id", (context) => {
    const stored = find(context);
    const own = readDescriptor(emulator, resourceBody(context, switches), context.get("sandbox"), stored);
    changeDescriptor(emulator, stored, own);
    return switches.descriptorPutAnswer === "id"
      ? context.json({ "@id": stored.id }, 201)
      : context.json(shownDescriptor(emulator, stored.entity));
  });

  routes.delete("/:id", (context) => {
    const stored = find(context);
    checkDispensable(emulator, stored);
    removeDescriptor(emulator, stored);
    return context.body(null, 204);
  });

  return routes;
}
