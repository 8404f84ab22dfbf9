import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import type { JsonObject } from "../core/json";
import { isListed, isVisible } from "../core/living";
import type { Stored } from "../core/store";
import { objectBody } from "../http/requestBody";
import { NamespaceError } from "./errors";
import { addNamespace, namespacesOf, replaceNamespace, shownNamespace } from "./namespaces";
import { standardNamespaces } from "./standardNamespaces";

/** The identity namespaces of a sandbox or organisation, and Adobe's own. */
export function namespaceRoutes(emulator: Emulator): Hono<Env> {
  const { switches } = emulator;
  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const own = namespacesOf(emulator, context.get("sandbox").name)
      .filter((stored) => isListed(emulator, context, stored))
      .map(({ entity }) => entity);
    return context.json([...standardNamespaces, ...own].map((entity) => shownNamespace(entity, switches)));
  });

  routes.post("/", (context) => {
    const { entity } = addNamespace(emulator, context.get("sandbox"), objectBody(context));
    return context.json(shownNamespace(entity, switches));
  });

  routes.get("/:id", (context) => {
    const entity = standard(context) ?? existing(emulator, context).entity;
    return context.json(shownNamespace(entity, switches));
  });

  routes.put("/:id", (context) => {
    if (standard(context) !== undefined) {
      throw switches.standardNamespaceChange === 404
        ? unknown(emulator)
        : new NamespaceError("invalidChange", "A standard namespace cannot be changed");
    }
    const stored = existing(emulator, context);
    replaceNamespace(emulator, context.get("sandbox"), stored, objectBody(context));
    const shown = shownNamespace(stored.entity, switches);
    return context.json(switches.namespacePutAnswer === "array" ? [shown] : shown);
  });

  routes.delete("/:id", () => {
    throw switches.namespaceDelete === 404
      ? unknown(emulator)
      : new NamespaceError("method", "A namespace cannot be deleted");
  });

  return routes;
}

function standard(context: RequestContext): JsonObject | undefined {
  return standardNamespaces.find(({ id }) => String(id) === context.req.param("id"));
}

function existing(emulator: Emulator, context: RequestContext): Stored {
  const id = context.req.param("id");
  const stored = namespacesOf(emulator, context.get("sandbox").name).find((one) => one.id === id);
  if (stored === undefined || !isVisible(emulator, context, stored)) {
    throw unknown(emulator);
  }
  return stored;
}

function unknown({ settings }: Emulator): NamespaceError {
  return new NamespaceError("unknown", `Namespace id not found for given IMS Org ${settings.organisation}`);
}
