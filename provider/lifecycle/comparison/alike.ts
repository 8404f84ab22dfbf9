import { isSame, orderedLike } from "../../values/compare";
import { entryOf, isJsonArray, isJsonObject, type Json, type JsonObject } from "../../values/json";
import type { Definition } from "../definition";

/** Fields whose lists without an order have the order of those of the model. */
export function inOrderOf({ unordered = {} }: Definition, fields: JsonObject, model: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const keyOf = unordered[name];
      return [name, keyOf === undefined ? value : orderedLike(value, model[name], keyOf)];
    }),
  );
}

/** Fields of an entity that was read in the form and order of those of a model. */
export function shownLike(definition: Definition, view: JsonObject, model: JsonObject): JsonObject {
  return inOrderOf(definition, definition.seenLike?.(view, model) ?? view, model);
}

/**
 * Fields in which every value that means the same as the one of the model is written like it. A difference in spelling
 * is then no difference, wherever the fields are compared.
 */
export function writtenLike(
  { alike = {} }: Pick<Definition, "alike">,
  fields: JsonObject,
  model: JsonObject,
): JsonObject {
  return Object.entries(alike).reduce((copy, [path, meaningOf]) => {
    const isAlike = (value: Json, known: Json) => isSame(meaningOf(value, copy), meaningOf(known, model));
    const written = writtenAt(copy, model, path.split("."), isAlike);
    return isJsonObject(written) ? written : copy;
  }, fields);
}

/** The value with the known one at a path in which `*` is every member of a list, wherever the two are alike. */
function writtenAt(
  value: Json,
  known: Json,
  [key, ...rest]: readonly string[],
  isAlike: (value: Json, known: Json) => boolean,
): Json {
  if (value === undefined || known === undefined) {
    return value;
  }
  if (key === undefined) {
    return isAlike(value, known) ? known : value;
  }
  if (isJsonArray(value)) {
    return key === "*" && isJsonArray(known)
      ? value.map((member, index) => writtenAt(member, known[index], rest, isAlike))
      : value;
  }
  const inner = isJsonObject(value) ? entryOf(value, key) : undefined;
  return inner === undefined || !isJsonObject(value) || !isJsonObject(known)
    ? value
    : { ...value, [key]: writtenAt(inner, entryOf(known, key), rest, isAlike) };
}
