import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { newEtag, userOf } from "../core/audit";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import type { JsonObject } from "../core/json";
import { isListed, isLiving, isVisible, livingEntity } from "../core/living";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import { applyPatch, readPatch } from "../http/jsonPatch";
import { type ListSource, listResponse } from "../http/listing";
import { jsonBody, objectBody, refuseUnknownFields } from "../http/requestBody";
import { searchResponse } from "../http/search";
import { FlowServiceError, notFound } from "../specs/errors";
import { flowServicePath } from "../specs/path";
import { checkPatchPath } from "./changeRules";
import { isDraft, wantsDraft } from "./drafts";
import { changeEntity, checkVersion, type FlowServiceCollectionName } from "./entity";

/** The fields of an entity that are particular to its collection, and the part that only the service knows. */
export interface OwnPart {
  entity: JsonObject;
  hidden?: JsonObject;
}

/** The rules of one collection of the Flow Service. */
export interface CollectionDefinition {
  name: FlowServiceCollectionName;
  /** The fields that a create body may have. */
  fields: readonly string[];
  /** Checks a create body and returns the entity's own fields. The state of a draft is set by the caller. */
  create(body: JsonObject, sandbox: Sandbox, mode: { draft: boolean }): OwnPart;
  /** Checks a patched entity against its previous state, and returns it as it is stored. */
  update(before: Stored, after: JsonObject, sandbox: Sandbox): OwnPart;
  /** Checks a draft as a published entity, and returns it with its new state. */
  publish(draft: Stored, sandbox: Sandbox): OwnPart;
  /** Performs an action other than publish on an entity that is no draft, and returns the entity; undefined if there is none. */
  act?(stored: Stored, action: string): JsonObject | undefined;
  /** Refuses if the state of an entity allows no change. */
  checkState?(entity: JsonObject, operation: "update" | "delete"): void;
  /** Refuses to delete an entity that others use. */
  checkUnused?(stored: Stored): void;
  /** Makes the changes of an entity that are due, and returns it. */
  settle?(stored: Stored): Stored;
  /** Whether the service documents `POST /search` for it. */
  searchable?: true;
  /** How long an entity stays in state delete-finalizing. */
  finalizingMs?(): number;
  /**
   * An entity as a client sees it.
   *
   * @param origin - the scheme, host and port by which the client reaches the emulator.
   */
  shown?(stored: Stored, origin: string): JsonObject;
  /** Fields of the entity that contain its id. */
  complete?(id: string): JsonObject;
}

/** The routes that every collection of the Flow Service has. */
export function collectionRoutes(emulator: Emulator, definition: CollectionDefinition): Hono<Env> {
  const { store, switches, clock } = emulator;
  const { name } = definition;

  const find = (context: RequestContext): Stored => {
    const id = context.req.param("id") ?? "";
    const stored = livingEntity(emulator, name, context.get("sandbox").name, id);
    if (stored === undefined || !isVisible(emulator, context, stored)) {
      throw notFound(switches, name, id);
    }
    return definition.settle?.(stored) ?? stored;
  };

  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const search = new URL(context.req.url).searchParams;
    return context.json(
      listResponse(listSource(emulator, definition, context), search, `/${name}`, switches),
    );
  });

  if (definition.searchable === true) {
    routes.post("/search", (context) =>
      context.json(searchResponse(context, listSource(emulator, definition, context), `/${name}`, switches)),
    );
  }

  routes.post("/", (context) => {
    const { id, etag } = createEntity(emulator, definition, context);
    return context.json({ id, etag }, 201, { Location: `${flowServicePath}/${name}/${id}` });
  });

  routes.get("/:id", (context) => context.json({ items: [shownEntity(definition, context, find(context))] }));

  routes.patch("/:id", (context) => {
    const stored = find(context);
    checkVersion(emulator, context, stored, "required");
    definition.checkState?.(stored.entity, "update");
    const operations = readPatch(jsonBody(context), switches);
    for (const { path } of operations) {
      checkPatchPath(path, definition.fields, switches);
    }
    const patched = applyPatch(stored.entity, operations, switches);
    const { entity, hidden } = definition.update(stored, patched, context.get("sandbox"));
    const etag = changeEntity(emulator, stored, entity, { hidden });
    return switches.patchConnectionAnswer === "list" &&
      (name === "sourceConnections" || name === "targetConnections")
      ? context.json({ items: [stored.entity] })
      : context.json({ id: stored.id, etag });
  });

  routes.post("/:id/action", (context) => {
    const stored = find(context);
    checkVersion(emulator, context, stored, "optional");
    definition.checkState?.(stored.entity, "update");
    const etag = act(emulator, definition, stored, context);
    return context.json({ id: stored.id, etag });
  });

  routes.delete("/:id", (context) => {
    const stored = find(context);
    definition.checkState?.(stored.entity, "delete");
    definition.checkUnused?.(stored);
    const finalizingMs = definition.finalizingMs?.() ?? 0;
    if (finalizingMs > 0) {
      const entity = { ...stored.entity, state: "delete-finalizing" };
      const goneSince = clock.now();
      store.change(stored, entity, { ...stored.hidden, goneSince, goneAt: goneSince + finalizingMs });
    } else {
      store.remove(stored);
    }
    return context.body(null, switches.deleteStatus);
  });

  return routes;
}

function shownEntity({ shown }: CollectionDefinition, context: RequestContext, stored: Stored): JsonObject {
  return shown?.(stored, new URL(context.req.url).origin) ?? stored.entity;
}

function listSource(
  emulator: Emulator,
  definition: CollectionDefinition,
  context: RequestContext,
): ListSource {
  const { store } = emulator;
  const { name } = definition;
  const current = (stored: Stored): Stored => {
    const settled = definition.settle?.(stored) ?? stored;
    return definition.shown === undefined
      ? settled
      : { ...settled, entity: shownEntity(definition, context, settled) };
  };
  const sandbox = context.get("sandbox").name;
  const visible = (stored: Stored): boolean =>
    isLiving(emulator, stored) && isListed(emulator, context, stored);
  return {
    *all() {
      for (const stored of store.list(name, sandbox)) {
        if (visible(stored)) {
          yield current(stored);
        }
      }
    },
    byId(id: string) {
      const stored = store.get(name, sandbox, id);
      return stored !== undefined && visible(stored) ? current(stored) : undefined;
    },
  };
}

/** Performs the action of a request; returns the etag of the changed entity. */
function act(
  emulator: Emulator,
  definition: CollectionDefinition,
  stored: Stored,
  context: RequestContext,
): string {
  const action = context.req.query("op")?.toLowerCase() ?? "";
  if (action.startsWith("finalize")) {
    throw new FlowServiceError("FLOW-1402-400", "The action finalize is reserved for providers");
  }
  if (action === "publish" && isDraft(stored.entity)) {
    const { entity, hidden } = definition.publish(stored, context.get("sandbox"));
    return changeEntity(emulator, stored, entity, { hidden: { ...stored.hidden, ...hidden } });
  }
  const changed = isDraft(stored.entity) ? undefined : definition.act?.(stored, action);
  if (changed === undefined) {
    throw new FlowServiceError(
      "FLOW-1422-400",
      `The action ${action || "(none)"} does not apply to state ${String(stored.entity.state)}`,
    );
  }
  return changeEntity(emulator, stored, changed);
}

/** Creates an entity from a request; returns its id, and its etag at that moment. */
function createEntity(
  { store, switches, clock, settings }: Emulator,
  definition: CollectionDefinition,
  context: RequestContext,
): { id: string; etag: string } {
  const draft = wantsDraft(context);
  const body = objectBody(context);
  const sandbox = context.get("sandbox");
  refuseUnknownFields(body, definition.fields, switches);
  const { entity: own, hidden } = definition.create(body, sandbox, { draft });
  const id = randomUUID();
  const now = clock.now();
  const etag = newEtag(now);
  // The service's own later change is simulated right after the response, so that tests always see it.
  const stored = switches.etagMovesAfterCreate ? newEtag(now) : etag;
  const entity = {
    id,
    createdAt: now,
    updatedAt: now,
    createdBy: userOf(settings.clientId),
    updatedBy: userOf(settings.clientId),
    createdClient: settings.clientId,
    updatedClient: settings.clientId,
    sandboxId: sandbox.id,
    sandboxName: sandbox.name,
    imsOrgId: settings.organisation,
    ...own,
    ...(draft ? { state: switches.draftState } : {}),
    version: stored,
    etag: stored,
    ...definition.complete?.(id),
  };
  store.add(definition.name, sandbox.name, id, entity, hidden);
  return { id, etag };
}
