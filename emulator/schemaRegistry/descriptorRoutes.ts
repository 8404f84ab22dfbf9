import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { isListed, isVisible } from "../core/living";
import type { Stored } from "../core/store";
import { objectBody } from "../http/requestBody";
import { checkLookupAccept, descriptorListResponse } from "./descriptorResponses";
import { addDescriptor, changeDescriptor, descriptorsName, readDescriptor } from "./descriptors";
import { SchemaRegistryError } from "./errors";

/** Descriptors of the tenant's schemas. */
export function descriptorRoutes(emulator: Emulator): Hono<Env> {
  const { store, switches } = emulator;

  const find = (context: RequestContext): Stored => {
    const id = context.req.param("id") ?? "";
    const stored = store.get(descriptorsName, context.get("sandbox").name, id);
    if (stored === undefined || !isVisible(emulator, context, stored)) {
      throw new SchemaRegistryError("XDM-1012-404", `There is no descriptor ${id}`);
    }
    return stored;
  };

  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const descriptors = [...store.list(descriptorsName, context.get("sandbox").name)].filter((stored) =>
      isListed(emulator, context, stored),
    );
    return context.json(descriptorListResponse(context, descriptors, switches));
  });

  routes.post("/", (context) => {
    const sandbox = context.get("sandbox");
    const own = readDescriptor(emulator, objectBody(context), sandbox);
    return context.json(addDescriptor(emulator, sandbox, own).entity, 201);
  });

  routes.get("/:id", (context) => {
    checkLookupAccept(context, switches);
    return context.json(find(context).entity);
  });

  routes.put("/:id", (context) => {
    const stored = find(context);
    const own = readDescriptor(emulator, objectBody(context), context.get("sandbox"), stored);
    changeDescriptor(emulator, stored, own);
    return switches.descriptorPutAnswer === "id"
      ? context.json({ "@id": stored.id }, 201)
      : context.json(stored.entity);
  });

  routes.delete("/:id", (context) => {
    store.remove(find(context));
    return context.body(null, 204);
  });

  return routes;
}
