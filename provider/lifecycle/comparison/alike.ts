import { isSame, orderedLike } from "../../values/compare";
import { type JsonObject, valueAt, withValueAt } from "../../values/json";
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
    const [value, known] = [valueAt(copy, path), valueAt(model, path)];
    const isAlike =
      value !== undefined && known !== undefined && isSame(meaningOf(value, copy), meaningOf(known, model));
    return isAlike ? withValueAt(copy, path, known) : copy;
  }, fields);
}
