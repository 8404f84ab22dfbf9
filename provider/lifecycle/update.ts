import type { Operation } from "rfc6902";
import { isGone } from "../api/gone";
import { isVersionConflict } from "../api/platform";
import { patchBetween } from "../compare";
import type { Definition } from "../definition";
import { LostAnswerError } from "../http/serviceError";
import { isJsonObject, type Json, type JsonObject } from "../json";
import { Problem } from "../problem";
import { refuseConflict } from "./conflict";
import {
  type Context,
  comparedFields,
  etagIn,
  fieldsOf,
  outputsFrom,
  type Place,
  placeOf,
  viewOf,
} from "./context";
import { reachEndState } from "./create";
import { wantedFields } from "./diff";
import { seenFields } from "./read";

/** PATCHes of one update, the first included: others may keep writing in between, but not for ever. */
const maxPatches = 5;

/** Changes a thing by the smallest JSON Patch, without ever overwriting what somebody else wrote. */
export async function update(
  context: Context,
  id: string,
  recorded: JsonObject,
  inputs: JsonObject,
): Promise<{ outs: JsonObject }> {
  const { definition } = context;
  const place = placeOf(context, recorded);
  const wanted = wantedFields(context, recorded, inputs);
  const patched = await patchThing(context, place, id, recorded, wanted);
  const outputs = {
    ...outputsFrom(definition, wanted, place.scope),
    ...Object.fromEntries(definition.outputs.map((name) => [name, recorded[name]])),
    ...fieldsOf(definition, ["call"], patched.seen),
    etag: patched.etag,
  };
  return { outs: await reachEndState(context, place, id, wanted, outputs) };
}

interface Patched {
  etag: string | undefined;
  /** The compared fields as they were before this update. */
  seen: JsonObject;
}

async function patchThing(
  { definition }: Context,
  { api }: Place,
  id: string,
  recorded: JsonObject,
  wanted: JsonObject,
): Promise<Patched> {
  let etag = etagIn(recorded);
  let seen = comparedFields(definition, recorded);
  for (let patches = 0; ; ) {
    const operations = bodyPatch({ definition }, seen, wanted);
    if (operations.length === 0 || api.update === undefined) return { etag, seen };
    let failure: unknown;
    if (etag !== undefined) {
      try {
        patches++;
        return { etag: await api.update(id, etag, operations), seen };
      } catch (error) {
        if (isGone(error)) throw gone(definition.noun, id, error);
        // A lost answer leaves open whether the patch was applied: reading again tells that too.
        if (!isVersionConflict(error) && !(error instanceof LostAnswerError)) throw error;
        if (patches >= maxPatches) throw error;
        failure = error;
      }
    }
    const entity = await api.read(id);
    if (entity === undefined) throw gone(definition.noun, id, failure);
    const view = viewOf(definition, entity);
    const now = seenFields(definition, view, knownOrWanted(definition, recorded, wanted));
    refuseConflict(definition, { id, recorded: comparedFields(definition, recorded), wanted, now });
    seen = now;
    etag = etagIn(view);
    if (etag === undefined)
      throw new Problem({ what: `The ${definition.noun} ${id} was read without an etag.` });
  }
}

function bodyPatch(
  { definition }: Pick<Context, "definition">,
  from: JsonObject,
  to: JsonObject,
): Operation[] {
  return patchBetween(fieldsOf(definition, ["body"], from), fieldsOf(definition, ["body"], to));
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
    if (inner === definition.writeOnly?.path || !isJsonObject(value) || !isJsonObject(other)) continue;
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
