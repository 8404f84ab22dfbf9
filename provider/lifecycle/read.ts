import { isRecorded, placeName, type ScopeValues } from "../config/realm";
import { unlimitedCall } from "../http/call";
import { Problem } from "../messages/problem";
import { isSame, onlyContradictions, onlyOurs, orderedLike, spelledLike } from "../values/compare";
import { isJsonObject, type Json, type JsonObject } from "../values/json";
import {
  type Context,
  comparedFields,
  outputsFrom,
  type ResourceContext,
  realmOf,
  resourceContextOf,
  serviceOutputs,
  viewOf,
} from "./context";
import type { Definition } from "./definition";
import { isHidden, leadsToHolder, shownOnly } from "./writeOnly";

/** Pause before a thing that is gone is asked for once more. Milliseconds. */
const secondOpinion = 1_000;

/** Reads a thing for refresh, or for getting one that exists; without an id in the result when it is gone. */
export async function read(
  context: Context,
  id: string,
  recorded: JsonObject,
): Promise<{ id?: string; props?: JsonObject }> {
  const { definition } = context;
  const realm = realmOf(definition);
  const place = resourceContextOf(context, recorded);
  const { scope } = place;
  const entity =
    (await entityOf(context, place, id, recorded)) ?? (await readLater(context, place, id, recorded));
  if (entity === undefined) {
    // To the engine an answer without an id means "gone" in a refresh, but "got, with nothing in it" otherwise.
    if (!isRecorded(realm, recorded)) {
      throw notThere(definition, id, scope);
    }
    return {};
  }

  const view = viewOf(definition, entity);
  const fields = isRecorded(realm, recorded)
    ? seenFields(definition, view, recorded)
    : withoutSecrets(definition, view);
  return { id, props: { ...outputsFrom(definition, fields, scope), ...serviceOutputs(definition, view) } };
}

// A service may not know for a moment what it has just made, and what is taken for gone is made a second time.
async function readLater(
  { definition, session }: Context,
  { api, call }: ResourceContext,
  id: string,
  recorded: JsonObject,
): Promise<JsonObject | undefined> {
  if (!isRecorded(realmOf(definition), recorded)) {
    return undefined;
  }
  await session.pause(call, secondOpinion, `a second read of the ${definition.noun} ${id}`);
  return api.read(id, recorded);
}

// Only what is recorded is read together with others: there a list has something to confirm. What it shows otherwise,
// the thing itself has to say too. No source tells how whole and how fresh lists are.
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
  // What is read for many resources must not end with the call of one.
  const { listing = api.listing } = definition.api({ session, scope, call: unlimitedCall("read") });
  const reads = session.batchedReads(scope, listing);
  const { entity, listed } = await reads.read(id, singly, call);
  if (!listed || confirms(definition, entity, recorded)) {
    return entity;
  }
  const itself = await singly();
  if (confirms(definition, itself, recorded)) {
    reads.distrust();
  }
  return itself;
}

/** Whether an entity shows everything as it is recorded. Its etag only has to be there: it moves by itself. */
function confirms(definition: Definition, entity: JsonObject | undefined, recorded: JsonObject): boolean {
  if (entity === undefined) {
    return false;
  }
  const view = viewOf(definition, entity);
  const ours = comparedFields(definition, recorded);
  const { etag, ...outputs } = serviceOutputs(definition, recorded);
  const { etag: shownEtag, ...shown } = serviceOutputs(definition, view);
  const hasEtag = shownEtag !== undefined || etag === undefined;
  return hasEtag && isSame(shown, outputs) && isSame(shownFields(definition, view, ours), ours);
}

function notThere(definition: Definition, id: string, scope: ScopeValues): Problem {
  const realm = realmOf(definition);
  const options = Object.entries(realm.scope)
    .filter(([, { argument }]) => argument !== undefined)
    .map(([name, { noun }]) => `, and the ${noun} it was meant for: .get(name, id, { ${name} })`);
  return new Problem({
    what: `There is no ${definition.noun} ${id} ${placeName(realm, scope)}.`,
    advice: `Check the id${options.join("")}.`,
  });
}

/** The compared fields as the service shows them, as far as they were ours to write, in our spelling. */
export function seenFields(definition: Definition, view: JsonObject, recorded: JsonObject): JsonObject {
  const ours = comparedFields(definition, recorded);
  definition.verify?.(ours, view);
  return shownFields(definition, view, ours);
}

function shownFields(definition: Definition, view: JsonObject, ours: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(ours).map(([name, value]) => {
      const keyOf = definition.unordered?.[name];
      const ordered = keyOf === undefined ? view[name] : orderedLike(view[name], value, keyOf);
      return [name, spelledLike(seenAt(definition, ordered, value, name), value)];
    }),
  );
}

function seenAt(definition: Definition, value: Json, ours: Json, path: string): Json {
  const { replaceOnChange } = definition;
  // Between two states, and where an answer leaves out all that it shows no secrets of, there is nothing to compare.
  const isSilent = definition.fields[path] === "call" || leadsToHolder(definition, path);
  if (value === undefined && isSilent) {
    return ours;
  }
  // A replacement needs evidence: what an answer merely leaves out is none.
  if (path in replaceOnChange) {
    return onlyContradictions(value, ours);
  }
  // An object that is not there is not an empty one: what goes inside cannot be added below a missing parent.
  if (!isJsonObject(ours) || !isJsonObject(value)) {
    return onlyOurs(value, ours);
  }
  return Object.fromEntries(
    Object.entries(ours).map(([key, own]) => {
      const inner = `${path}.${key}`;
      return [key, isHidden(definition, inner) ? own : seenAt(definition, value[key], own, inner)];
    }),
  );
}

// What the service puts in the place of a secret (a vault's address, stars) is no value of this thing.
function withoutSecrets(definition: Definition, view: JsonObject): JsonObject {
  return shownOnly(definition, comparedFields(definition, view));
}
