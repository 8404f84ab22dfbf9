import type { Operation } from "rfc6902";
import { isGone } from "../api/gone";
import { isVersionConflict } from "../api/platform";
import type { Call } from "../http/call";
import { LostResponseError } from "../http/serviceError";
import { Problem } from "../messages/problem";
import { patchBetween } from "../values/compare";
import { isJsonObject, type Json, type JsonObject } from "../values/json";
import { refuseConflict } from "./conflict";
import {
  type Context,
  comparedFields,
  etagIn,
  fieldsAsWanted,
  fieldsOf,
  outputsFrom,
  type ResourceContext,
  resourceContextOf,
  serviceOutputs,
  viewOf,
} from "./context";
import { reachEndState } from "./create";
import type { Definition } from "./definition";
import { wantedFields } from "./diff";
import { seenFields } from "./read";
import { isHolder, shownOnly } from "./writeOnly";

/** Writes of one update, the first included: others may keep writing in between, but not for ever. */
const maxWrites = 5;

/** Changes a thing by the smallest JSON Patch, without ever overwriting what somebody else wrote. */
export async function update(
  context: Context,
  id: string,
  recorded: JsonObject,
  inputs: JsonObject,
): Promise<{ outs: JsonObject }> {
  const { definition } = context;
  const place = resourceContextOf(context, recorded);
  const chosen = wantedFields(context, recorded, inputs);
  const wanted = (await definition.complete?.(chosen, place, "update")) ?? chosen;
  const { seen, outputs: told } = await changeThing(context, place, id, recorded, wanted);
  definition.afterWrite?.(id, wanted, place);
  const outputs = {
    ...outputsFrom(definition, wanted, place.scope),
    ...fieldsOf(definition, ["call"], seen),
    ...told,
  };
  return { outs: await reachEndState(context, place, id, wanted, outputs) };
}

interface Changed {
  /** The outputs that the service makes. */
  outputs: JsonObject;
  /** The compared fields as they were before this update. */
  seen: JsonObject;
}

async function changeThing(
  { definition }: Context,
  place: ResourceContext,
  id: string,
  recorded: JsonObject,
  wanted: JsonObject,
): Promise<Changed> {
  const { api } = place;
  const { versioned = true } = definition;
  let outputs = serviceOutputs(definition, recorded);
  let seen = comparedFields(definition, recorded);
  // Where nothing guards a write, what is there is read first and compared.
  let mayWrite = versioned && etagIn(recorded) !== undefined;
  for (let writes = 0; ; ) {
    const operations = bodyPatch({ definition }, seen, wanted);
    if (operations.length === 0 || api.update === undefined) {
      return { outputs, seen };
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
        };
        const told = await api.update(id, change);
        reportIfOvertaken(definition, place.call, id, outputs, told);
        return { outputs: { ...outputs, ...told }, seen };
      } catch (error) {
        if (isGone(error)) {
          throw gone(definition.noun, id, error);
        }
        // A lost answer leaves open whether the change was made: reading again tells that too.
        if (!isVersionConflict(error) && !(error instanceof LostResponseError)) {
          throw error;
        }
        if (writes >= maxWrites) {
          throw error;
        }
        failure = error;
      }
    }
    const entity = await api.read(id, recorded);
    if (entity === undefined) {
      throw gone(definition.noun, id, failure);
    }
    const view = viewOf(definition, entity);
    const now = seenFields(
      definition,
      view,
      knownOrWanted(definition, recorded, shownOnly(definition, wanted)),
    );
    refuseConflict(definition, {
      id,
      recorded: fieldsAsWanted(definition, recorded),
      wanted,
      now: definition.asWanted?.(now, view) ?? now,
    });
    seen = now;
    outputs = serviceOutputs(definition, view);
    if (versioned && etagIn(view) === undefined) {
      throw new Problem({ what: `The ${definition.noun} ${id} was read without an etag.` });
    }
    mayWrite = true;
  }
}

// Nothing guards such a write, so it can only be told afterwards.
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
    `The ${noun} ${id} was changed by somebody else while this update wrote: version ${read} was ` +
      `read, version ${written} is what the program wants, and what lies between is theirs. Compare ` +
      "them in AEP; nothing of theirs is in the newest version.",
  );
}

function bodyPatch(
  { definition }: Pick<Context, "definition">,
  from: JsonObject,
  to: JsonObject,
): Operation[] {
  const operations = patchBetween(fieldsOf(definition, ["body"], from), fieldsOf(definition, ["body"], to));
  // Positions in a list without an order are ours, not the service's: such a list is written as a whole.
  return Object.keys(definition.unordered ?? {}).reduce((patch, name) => {
    const others = patch.filter(({ path }) => !path.startsWith(`/${name}/`));
    return others.length === patch.length
      ? patch
      : [...others, { op: "replace", path: `/${name}`, value: to[name] }];
  }, operations);
}

// A field that the program newly sets is compared too: somebody else may have set it first. Not so the values that
// the service never shows, for there it would look as if they had been sent already.
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
      what: `The ${noun} ${id} no longer exists, so it cannot be changed.`,
      advice: "Run pulumi refresh, then pulumi up: it is made anew.",
    },
    { cause },
  );
}
