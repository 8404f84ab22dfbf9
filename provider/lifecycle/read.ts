import { isRecorded, placeName, type ScopeValues } from "../config/realm";
import { unlimitedCall } from "../http/call";
import { Problem } from "../messages/problem";
import { redactValue } from "../messages/redact";
import { isSame, onlyContradictions, onlyOurs, spelledLike } from "../values/compare";
import { isJsonObject, type Json, type JsonObject } from "../values/json";
import { shownLike, writtenLike } from "./comparison/alike";
import {
  type Context,
  comparedFields,
  fieldsOf,
  observedOutputs,
  outputsFrom,
  type ResourceContext,
  realmOf,
  resourceContextOf,
  secretsIn,
  serviceOutputs,
  viewOf,
} from "./context";
import type { Definition } from "./definition";
import { addedMembersIn, withAddedMembers } from "./inputs/addedMembers";
import { inputsSeen } from "./inputs/entityInputs";
import { notesIn } from "./inputs/inputNotes";
import { isHidden, isMaskedAt, leadsToHolder, shownOnly } from "./inputs/writeOnly";
import { announceLeft } from "./replacement/notices";

/** Pauses before an entity that is gone is read again. Milliseconds. */
const furtherReads: readonly number[] = [1_000];

/**
 * Reads an entity for refresh or for `get`; the result has no id when the entity is gone. A refresh also returns the inputs
 * as the service has them. A `get` does not: the engine encrypts only what inputs of the program encrypt.
 */
export async function read(
  context: Context,
  id: string,
  recorded: JsonObject,
): Promise<{ id?: string; props?: JsonObject; inputs?: JsonObject | undefined }> {
  const { definition } = context;
  const realm = realmOf(definition);
  const place = resourceContextOf(context, recorded);
  const { scope } = place;
  const entity =
    (await entityOf(context, place, id, recorded)) ?? (await readLater(context, place, id, recorded));
  if (entity === undefined) {
    // The engine takes a result without an id for "gone" in a refresh, but for an empty resource in a `get`.
    if (!isRecorded(realm, recorded)) {
      throw notThere(definition, id, scope);
    }
    return {};
  }

  const view = viewOf(definition, entity);
  const propsOf = (fields: JsonObject) => ({
    ...withAddedMembers(definition, outputsFrom(definition, fields, scope), view),
    ...serviceOutputs(definition, view),
  });
  if (!isRecorded(realm, recorded)) {
    return { id, props: propsOf(withoutSecrets(definition, view)) };
  }
  const observed = await observe(context, place, id, view, recorded);
  const seen = seenFields(definition, view, recorded);
  const props = { ...propsOf(seen), ...observed, ...notesIn(definition, recorded, seen) };
  return { id, props, inputs: inputsSeen(definition, recorded, props) };
}

/** Reads what the entity itself does not show, and reports what `up` leaves because of it. */
async function observe(
  context: Context,
  place: ResourceContext,
  id: string,
  view: JsonObject,
  recorded: JsonObject,
): Promise<JsonObject> {
  const { definition, session } = context;
  if (definition.observed === undefined) {
    return {};
  }
  const found = await definition.observed.read(id, view, recorded, place);
  const outputs = Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, redactValue(value, secretsIn(context, recorded))]),
  );
  const seen = { ...recorded, ...observedOutputs(definition, {}), ...outputs };
  const left = definition.leaves?.(seen, fieldsOf(definition, ["instruction"], recorded));
  announceLeft(context, id, { ...seen, ...view }, left);
  const isNew = !isSame(observedOutputs(definition, recorded), observedOutputs(definition, seen));
  if (left !== undefined && isNew) {
    session.run.newlyLeft.add(id);
  }
  return outputs;
}

// A service may not return an entity right after its creation, and one that counts as gone would be created again.
async function readLater(
  { definition, session }: Context,
  { api, call }: ResourceContext,
  id: string,
  recorded: JsonObject,
): Promise<JsonObject | undefined> {
  if (!isRecorded(realmOf(definition), recorded)) {
    return undefined;
  }
  for (const pause of definition.furtherReads ?? furtherReads) {
    await session.pause(call, pause, `another read of the ${definition.noun} ${id}`);
    const entity = await api.read(id, recorded);
    if (entity !== undefined) {
      return entity;
    }
  }
  return undefined;
}

// Only recorded entities are read from a shared list, which has to confirm what is recorded. If it does not, the entity is
// read individually, because no source documents how complete and how fresh lists are.
async function entityOf(
  { definition, session }: Context,
  { api, scope, call }: ResourceContext,
  id: string,
  recorded: JsonObject,
): Promise<JsonObject | undefined> {
  const singly = () => api.read(id, recorded);
  if (api.listing === undefined || !isRecorded(realmOf(definition), recorded)) {
    return singly();
  }
  // A list that many resources share must not end with the call of one of them.
  const { listing = api.listing } = definition.api({
    session,
    scope,
    call: { ...unlimitedCall("read"), report: call.report },
  });
  const reads = session.batchedReads(scope, listing);
  const { entity, listed } = await reads.read(id, singly, call, definition.noun);
  if (!listed || confirms(definition, entity, recorded)) {
    return entity;
  }
  const single = await singly();
  if (confirms(definition, single, recorded)) {
    reads.distrust();
  }
  return single;
}

/** Whether an entity is as recorded. It only needs to have an etag: the service changes etags and versions by itself. */
function confirms(definition: Definition, entity: JsonObject | undefined, recorded: JsonObject): boolean {
  if (entity === undefined) {
    return false;
  }
  const view = viewOf(definition, entity);
  const ours = comparedFields(definition, recorded);
  // What a list cannot contain is read afterwards.
  const apart = observedOutputs(definition, recorded);
  const { etag, ...outputs } = { ...serviceOutputs(definition, recorded), ...apart };
  const { etag: shownEtag, ...shown } = { ...serviceOutputs(definition, view), ...apart };
  const hasEtag = shownEtag !== undefined || etag === undefined;
  // A state of an older version lacks outputs that were added later.
  const moving = definition.movingOutputs ?? [];
  const known = Object.fromEntries(
    Object.keys(shown).map((name) => [
      name,
      moving.includes(name) ? shown[name] : (outputs[name] ?? shown[name]),
    ]),
  );
  const added = addedMembersIn(definition, view);
  const knownMembers = withAddedMembers(definition, added, recorded);
  return (
    hasEtag &&
    isSame(shown, known) &&
    isSame(added, knownMembers) &&
    isSame(shownFields(definition, view, ours), ours)
  );
}

function notThere(definition: Definition, id: string, scope: ScopeValues): Problem {
  const realm = realmOf(definition);
  const options = Object.entries(realm.scope)
    .filter(([, { argument }]) => argument !== undefined)
    .map(([name, { noun }]) => ` and the ${noun}: .get(name, id, { ${name} })`);
  return new Problem({
    what: `There is no ${definition.noun} ${id} ${placeName(realm, scope)}.`,
    advice: `Check the id${options.join("")}.`,
  });
}

/** The recorded fields with the values that the service returns, in the spelling of the recorded ones. */
export function seenFields(definition: Definition, view: JsonObject, recorded: JsonObject): JsonObject {
  const ours = comparedFields(definition, recorded);
  definition.verify?.(ours, view);
  return shownFields(definition, view, ours);
}

function shownFields(definition: Definition, view: JsonObject, ours: JsonObject): JsonObject {
  const ordered = shownLike(definition, view, ours);
  const shown = Object.entries(ours).map(([name, value]) => [
    name,
    spelledLike(seenAt({ definition, fields: ours }, ordered[name], value, name), value),
  ]);
  return writtenLike(definition, Object.fromEntries(shown), ours);
}

function seenAt(
  seen: { readonly definition: Definition; readonly fields: JsonObject },
  value: Json,
  ours: Json,
  path: string,
): Json {
  const { definition, fields } = seen;
  const { replaceOnChange } = definition;
  // Between two states, for a field that is never sent, and where a response leaves out whole objects with secrets, there
  // is nothing to compare.
  const role = definition.fields[path];
  const isSilent = role === "call" || role === "reference" || leadsToHolder(definition, path);
  if (value === undefined && isSilent) {
    return ours;
  }
  // A replacement needs evidence, and a field that a response leaves out is none.
  if (path in replaceOnChange) {
    return onlyContradictions(value, ours);
  }
  // A missing object is not an empty one: JSON Patch cannot add a field below a missing parent.
  if (!isJsonObject(ours) || !isJsonObject(value)) {
    return onlyOurs(value, ours);
  }
  return Object.fromEntries(
    Object.entries(ours).map(([key, own]) => {
      const inner = `${path}.${key}`;
      const isKept = isHidden(definition, inner, fields) || isMaskedAt(definition, inner, value[key]);
      return [key, isKept ? own : seenAt(seen, value[key], own, inner)];
    }),
  );
}

// The placeholder that a service returns for a secret (a vault's address, asterisks) is not the value.
function withoutSecrets(definition: Definition, view: JsonObject): JsonObject {
  return shownOnly(definition, comparedFields(definition, view));
}
