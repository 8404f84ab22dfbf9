import type { Operation } from "rfc6902";
import { isGone } from "../api/gone";
import { isVersionConflict } from "../api/platform";
import type { Call } from "../http/call";
import { LostResponseError } from "../http/serviceError";
import { Problem } from "../messages/problem";
import { patchBetween } from "../values/compare";
import { isJsonObject, type Json, type JsonObject } from "../values/json";
import { secretPathsOf } from "../values/secretPaths";
import { refuseConflict } from "./comparison/conflict";
import { byMember, withoutOthersMembers } from "./comparison/memberPatch";
import { changesWholeObjects, keepServicesMembers } from "./comparison/servicesMembers";
import {
  type Context,
  comparedFields,
  etagIn,
  fieldsAsWanted,
  fieldsOf,
  observedOutputs,
  outputsFrom,
  type ResourceContext,
  resourceContextOf,
  serviceOutputs,
  viewOf,
} from "./context";
import { reachEndState } from "./create";
import type { Definition } from "./definition";
import { wantedFields } from "./diff";
import { InitializationError } from "./failure";
import { withAddedMembers } from "./inputs/addedMembers";
import { carried } from "./inputs/carried";
import { isHolder, shownOnly } from "./inputs/writeOnly";
import { seenFields } from "./read";
import { subjectOf } from "./subject";

/** Maximum number of writes in one update: another client may write in between each time. */
const maxWrites = 5;

/** Updates an entity with the smallest JSON Patch, and never overwrites a change that someone else made. */
export async function update(
  context: Context,
  id: string,
  recorded: JsonObject,
  inputs: JsonObject,
): Promise<{ outs: JsonObject }> {
  const { definition } = context;
  const held = definition.held?.(recorded);
  if (held !== undefined) {
    throw new Problem({ what: `The ${subjectOf(definition, id, recorded)} was not changed: ${held}` });
  }
  const place = resourceContextOf(context, recorded);
  const chosen = wantedFields(context, recorded, inputs, definition.leaves?.(recorded, inputs));
  const wanted = (await definition.complete?.(chosen, place, "update")) ?? chosen;
  const {
    seen,
    outputs: returned,
    entity,
    isWritten,
  } = await changeEntity(context, place, id, recorded, {
    ...wanted,
    // For `beforeWrite`; they are neither compared nor sent.
    ...fieldsOf(definition, ["noted"], inputs),
    ...carried(inputs),
  });
  definition.afterWrite?.(id, wanted, place);
  const outputs = {
    ...withAddedMembers(
      definition,
      outputsFrom(definition, wanted, place.scope),
      entity === undefined ? recorded : viewOf(definition, entity),
    ),
    ...callFields(definition, seen),
    ...returned,
  };
  try {
    const instructed = { ...wanted, ...fieldsOf(definition, ["instruction"], inputs) };
    return { outs: await reachEndState(context, place, id, instructed, outputs, isWritten) };
  } catch (error) {
    throw error instanceof InitializationError && isGone(error.cause)
      ? gone(definition.noun, id, error.cause)
      : error;
  }
}

/** Fields with a request of their own as they were: one that the entity did not have is not reached yet. */
function callFields(definition: Definition, seen: JsonObject): JsonObject {
  const names = Object.keys(definition.fields).filter((name) => definition.fields[name] === "call");
  return Object.fromEntries(names.map((name) => [name, seen[name]]));
}

interface Changed {
  /** The outputs that the service provides. */
  outputs: JsonObject;
  /** The compared fields as they were before this update. */
  seen: JsonObject;
  /** The entity as it was before this update, if the update has read it. */
  entity: JsonObject | undefined;
  /** Whether this update has sent a write; it may have been without effect. */
  isWritten: boolean;
}

async function changeEntity(
  { definition }: Context,
  place: ResourceContext,
  id: string,
  recorded: JsonObject,
  wanted: JsonObject,
): Promise<Changed> {
  const { api } = place;
  const { versioned = true } = definition;
  let outputs = serviceOutputs(definition, recorded);
  let entity: JsonObject | undefined;
  let seen = comparedFields(definition, recorded);
  // Without an etag nothing guards a write, so the entity is read and compared first.
  let mayWrite = versioned && etagIn(recorded) !== undefined;
  for (let writes = 0; ; ) {
    const operations = bodyPatch(definition, { seen, wanted, entity });
    if (operations.length === 0 || api.update === undefined) {
      return { outputs, seen, entity, isWritten: writes > 0 };
    }
    if (entity === undefined && changesWholeObjects(operations, seen)) {
      mayWrite = false;
    }
    let failure: unknown;
    if (mayWrite) {
      if (writes === 0) {
        await definition.beforeWrite?.(wanted, place);
      }
      try {
        writes++;
        const change = {
          etag: etagIn(outputs) ?? "",
          operations,
          wanted: fieldsOf(definition, ["body"], wanted),
          before: fieldsOf(definition, ["body"], seen),
          entity,
        };
        const returned = await api.update(id, change);
        reportIfOvertaken(definition, place.call, id, outputs, returned);
        return { outputs: { ...outputs, ...returned }, seen, entity, isWritten: true };
      } catch (error) {
        if (isGone(error)) {
          throw gone(definition.noun, id, error);
        }
        // After a lost response it is unknown whether the change was applied: reading the entity again shows it.
        if (!isVersionConflict(error) && !(error instanceof LostResponseError)) {
          throw error;
        }
        if (writes >= maxWrites) {
          throw error;
        }
        failure = error;
      }
    }
    entity = await api.read(id, recorded);
    if (entity === undefined) {
      throw gone(definition.noun, id, failure);
    }
    const view = viewOf(definition, entity);
    seen = comparedView(definition, id, view, { recorded, wanted });
    outputs = { ...serviceOutputs(definition, view), ...observedOutputs(definition, recorded) };
    if (versioned && etagIn(view) === undefined) {
      throw new Problem({
        what: `The ${definition.noun} ${id} was returned without an etag.`,
        advice: "Please report this with the request.",
      });
    }
    mayWrite = true;
  }
}

/** The fields of an entity that was read again. Throws an error if someone else has changed what is going to change. */
function comparedView(
  definition: Definition,
  id: string,
  view: JsonObject,
  { recorded, wanted }: { readonly recorded: JsonObject; readonly wanted: JsonObject },
): JsonObject {
  const { versioned = true } = definition;
  const known = knownOrWanted(definition, recorded, shownOnly(definition, wanted));
  const now = withoutOthersMembers(definition, seenFields(definition, view, known), { recorded, wanted });
  // Nobody else has changed the entity as long as it has the recorded etag.
  if (!versioned || etagIn(view) === undefined || etagIn(view) !== etagIn(recorded)) {
    const before = fieldsAsWanted(definition, recorded);
    const shown = definition.asWanted?.(now, view) ?? now;
    refuseConflict(definition, {
      id,
      recorded: definition.resumable?.(before, wanted, shown) ?? before,
      wanted,
      now: shown,
      secretPaths: secretPathsOf(recorded, wanted),
    });
  }
  return now;
}

// Nothing guards such a write, so the provider can only report the conflict afterwards.
function reportIfOvertaken(
  { noun, writeCounter }: Definition,
  call: Call,
  id: string,
  before: JsonObject,
  after: JsonObject,
): void {
  if (writeCounter === undefined) {
    return;
  }
  const [read, written] = [before[writeCounter], after[writeCounter]];
  if (typeof read !== "number" || typeof written !== "number" || written <= read + 1) {
    return;
  }
  call.report(
    `The ${noun} ${id} was changed outside Pulumi during this update. The provider read version ${read} and wrote ` +
      `version ${written}; versions in between were written by someone else and are not part of version ${written}. ` +
      "Compare the versions in AEP.",
  );
}

function bodyPatch(
  definition: Definition,
  states: { seen: JsonObject; wanted: JsonObject; entity: JsonObject | undefined },
): Operation[] {
  const [from, to] = [states.seen, states.wanted].map((fields) => fieldsOf(definition, ["body"], fields));
  const smallest = keepServicesMembers(patchBetween(from ?? {}, to ?? {}), from ?? {}, states.entity);
  const operations = byMember(definition, smallest, states);
  // The order of such a list is the provider's, not the service's, so positions in a patch would be wrong: the whole list is
  // written.
  return Object.keys(definition.unordered ?? {}).reduce((patch, name) => {
    const others = patch.filter(({ path }) => !path.startsWith(`/${name}/`));
    return others.length === patch.length || name in { ...definition.byMember, ...definition.sharedLists }
      ? patch
      : [...others, { op: "replace", path: `/${name}`, value: to?.[name] }];
  }, operations);
}

// A field that the program sets for the first time is compared too, because someone else may have set it before. Values
// that the service never returns are not: comparing them would make them look as if they had been sent already.
function knownOrWanted(
  definition: Definition,
  recorded: JsonObject,
  wanted: JsonObject,
  path = "",
): JsonObject {
  const merged: Record<string, Json> = { ...wanted, ...recorded };
  for (const [key, value] of Object.entries(recorded)) {
    const inner = path === "" ? key : `${path}.${key}`;
    const other = wanted[key];
    if (isHolder(definition, inner) || !isJsonObject(value) || !isJsonObject(other)) {
      continue;
    }
    merged[key] = knownOrWanted(definition, value, other, inner);
  }
  return merged;
}

function gone(noun: string, id: string, cause: unknown): Problem {
  return new Problem(
    {
      what: `The ${noun} ${id} no longer exists, so it cannot be updated.`,
      advice: "Run pulumi refresh, then pulumi up: it is re-created.",
    },
    { cause },
  );
}
