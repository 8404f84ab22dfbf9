import { isEmpty, isSame } from "../../values/compare";
import { entryOf, isJsonArray, isJsonObject, type Json, type JsonObject, valueAt } from "../../values/json";
import { keysIn } from "../../values/jsonPointer";
import { fieldSchema, fieldsIn, merged, objectSchema } from "../fields/jsonSchema";
import { fieldsLike, withFields } from "../fields/rawDefinitions";
import { hasLocalReference } from "../fields/shape";
import { holdersOf } from "../fields/stored";
import { referencesLike, respelled, withPlaceholders } from "../tenant/bodies";
import { meaningOfId } from "../tenant/ids";
import { tenantPlaceholder, usesPlaceholder, withTenant } from "../tenant/placeholder";
import { localReference, localReferencesIn } from "./references";

/** Key of `definitions` for fields that a schema has in other places. */
const definitionKey = "customFields";

/** Schema whose fields are all in `definitions`, with the placeholder of the tenant, wherever the registry has them. */
export function withStoredDefinitions(entity: JsonObject, tenantId: string | undefined): JsonObject {
  const { definitions, allOf, properties: _properties, ...others } = entity;
  const own = isJsonObject(definitions) ? definitions : {};
  const elsewhere = holdersOf(entity)
    .filter((pointer) => !pointer.startsWith("/definitions/"))
    .map((pointer) => valueAt(entity, keysIn(pointer)));
  const inline = elsewhere.map((holder) => (isJsonObject(holder) ? fieldsIn(holder) : {}));
  const members = (isJsonArray(allOf) ? allOf : []).filter(
    (member) => !isJsonObject(member) || member.$ref !== undefined,
  );
  const isListed = localReferencesIn(members).includes(localReference(definitionKey));
  const before = own[definitionKey];
  const all =
    inline.length === 0
      ? own
      : {
          ...own,
          [definitionKey]: {
            type: "object",
            ...objectSchema([isJsonObject(before) ? fieldsIn(before) : {}, ...inline].reduce(merged)),
          },
        };
  return {
    ...others,
    definitions: isEmpty(all) ? undefined : withPlaceholders(plainDefinitions(all), tenantId),
    allOf: isJsonArray(allOf)
      ? [...members, ...(inline.length === 0 || isListed ? [] : [{ $ref: localReference(definitionKey) }])]
      : allOf,
  };
}

/** Definitions without what the registry adds to fields. */
function plainDefinitions(definitions: JsonObject): JsonObject {
  const fields = fieldsIn({ properties: definitions });
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)]));
}

/**
 * Whether definitions contain nothing but fields, so that it does not matter under which keys these are. Definitions that
 * refer to each other are compared key by key.
 */
export function areFields(definitions: Json): definitions is JsonObject {
  return (
    isJsonObject(definitions) &&
    !isEmpty(definitions) &&
    Object.values(definitions).every(
      (one) => isJsonObject(one) && isJsonObject(one.properties) && !hasLocalReference(one),
    )
  );
}

/** All fields of definitions, in the form of programs. */
export function fieldsOfAll(definitions: JsonObject): JsonObject {
  return Object.values(definitions)
    .map((one) => (isJsonObject(one) ? fieldsIn(one) : {}))
    .reduce<JsonObject>(merged, {});
}

/** Definitions in the form in which all ways to write names and ids are equal. */
export function meaningOfDefinitions(definitions: JsonObject, tenantId: string | undefined): JsonObject {
  return respelled(withPlaceholders(definitions, tenantId), {
    name: (name) => name,
    id: (id) => String(meaningOfId(id)),
  });
}

/**
 * Definitions that were read in the form of recorded ones: under the same keys, with the same spelling of the tenant and of
 * references, and without the fields that others have added.
 */
export function seenLike(seen: Json, recorded: Json, tenantId: string | undefined): Json {
  if (!isJsonObject(seen) || !isJsonObject(recorded)) {
    return seen;
  }
  const nameOf = (name: string) => (name === `_${tenantId}` ? tenantPlaceholder : name);
  if (areFields(seen) && areFields(recorded)) {
    const fields = fieldsOfAll(seen);
    return changedDefinitions(recorded, (definition, key) => {
      const ours = fieldsIn(definition);
      const found = fieldsLike(ours, fields, nameOf);
      const others = othersLike(seen[key], definition);
      const same = isSame(ours, found) && isSame(others, othersIn(definition));
      return same ? definition : withFields({ ...definition, ...others }, found);
    });
  }
  const ours = fieldsIn({ properties: recorded });
  const found = fieldsLike(ours, fieldsIn({ properties: seen }), nameOf);
  return changedDefinitions(recorded, (definition, key) => {
    const [own, other] = [entryOf(ours, key), entryOf(found, key)];
    return isSame(own, other) ? definition : fieldSchema(other);
  });
}

/**
 * Wanted definitions in the form of recorded ones, which is recorded as long as nothing else changes: with the same
 * spelling, and under the same keys if both contain nothing but fields.
 */
export function wantedLike(wanted: Json, recorded: Json, tenantId: string | undefined): Json {
  if (!isJsonObject(wanted) || !isJsonObject(recorded) || isEmpty(wanted)) {
    return wanted;
  }
  const [now, before] = [wanted, recorded].map((one) => meaningOfDefinitions(one, tenantId));
  if (isSame(now, before)) {
    return recorded;
  }
  const spelled = tenantLike(wanted, recorded, tenantId);
  return areFields(spelled) && areFields(recorded) && !hasSameKeys(spelled, recorded)
    ? withKeysOf(recorded, spelled)
    : referencesLike(spelled, recorded);
}

/** Whether two definitions have the same keys. */
export function hasSameKeys(one: JsonObject, other: JsonObject): boolean {
  return isSame(Object.keys(one).toSorted(), Object.keys(other).toSorted());
}

/** Definitions with the tenant written as in others: as placeholder or by its name. */
function tenantLike(definitions: JsonObject, model: JsonObject, tenantId: string | undefined): JsonObject {
  if (tenantId === undefined) {
    return definitions;
  }
  if (usesPlaceholder(model)) {
    return withPlaceholders(definitions, tenantId);
  }
  const change = (text: string) => withTenant(text, tenantId);
  return isSame(withPlaceholders(model, tenantId), model)
    ? definitions
    : respelled(definitions, { name: change, id: change });
}

/** Fields under the keys of other definitions: each where these have it, and new ones under the first key. */
function withKeysOf(model: JsonObject, definitions: JsonObject): JsonObject {
  const fields = fieldsOfAll(definitions);
  const [first = definitionKey, ...others] = Object.keys(model);
  const inOthers = others.map((key) => fieldsLike(fieldsIn(objectAt(model, key)), fields, (name) => name));
  const rest = inOthers.reduce(without, fields);
  return {
    [first]: withFields(objectAt(model, first), rest),
    ...Object.fromEntries(
      others.map((key, index) => [key, withFields(objectAt(model, key), inOthers[index] ?? {})]),
    ),
  };
}

/** Fields without those of another object. */
function without(fields: JsonObject, others: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, Json][] => {
      const other = entryOf(others, name);
      if (other === undefined) {
        return [[name, field]];
      }
      const [inner, otherInner] = [field, other].map((one) =>
        isJsonObject(one) ? one.properties : undefined,
      );
      if (!isJsonObject(field) || !isJsonObject(inner) || !isJsonObject(otherInner)) {
        return [];
      }
      const properties = without(inner, otherInner);
      return isEmpty(properties) ? [] : [[name, { ...field, properties }]];
    }),
  );
}

/** What a definition has besides its fields. */
export function othersIn({
  properties: _properties,
  required: _required,
  ...others
}: JsonObject): JsonObject {
  return others;
}

/** The members besides fields that were read, as far as they are recorded and the registry has the same definition. */
function othersLike(seen: Json, recorded: JsonObject): JsonObject {
  const others = othersIn(recorded);
  return isJsonObject(seen)
    ? Object.fromEntries(
        Object.entries(others).map(([name, own]) => [
          name,
          name.startsWith("meta:") || name === "type" ? own : entryOf(seen, name),
        ]),
      )
    : others;
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

/** Definitions with a change in each; one without a result is left out. */
function changedDefinitions(
  definitions: JsonObject,
  change: (definition: JsonObject, key: string) => Json,
): JsonObject {
  return Object.fromEntries(
    Object.entries(definitions).flatMap(([key, definition]): [string, Json][] => {
      const result = isJsonObject(definition) ? change(definition, key) : definition;
      return result === undefined || isEmptied(definition, result) ? [] : [[key, result]];
    }),
  );
}

function isEmptied(definition: Json, result: Json): boolean {
  const [before, after] = [definition, result].map((one) => valueAt(one, ["properties"]));
  return !isEmpty(before) && isEmpty(after);
}
