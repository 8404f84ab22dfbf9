import { isJsonArray, isJsonObject, type JsonObject, valueAt } from "../../values/json";
import { keysIn, pointerOf } from "../../values/jsonPointer";
import { fieldsIn, merged } from "./jsonSchema";

/**
 * JSON pointers of the objects in an entity that have fields. Who creates a resource chooses where its fields are: below
 * any key of `definitions`, as the user interface does, at the root, or in members of `allOf`.
 */
export function holdersOf(entity: JsonObject): string[] {
  const { definitions, allOf } = entity;
  const candidates = [
    ...Object.keys(isJsonObject(definitions) ? definitions : {}).map((key) =>
      pointerOf(["definitions", key]),
    ),
    "",
    ...(isJsonArray(allOf) ? allOf : []).map((_member, index) => pointerOf(["allOf", String(index)])),
  ];
  return candidates.filter((pointer) => {
    const properties = valueAt(entity, [...keysIn(pointer), "properties"]);
    return isJsonObject(properties) && Object.keys(properties).length > 0;
  });
}

/** All own fields of an entity, in the form of programs. */
export function storedFields(entity: JsonObject): JsonObject {
  return holdersOf(entity)
    .map((pointer) => valueAt(entity, keysIn(pointer)))
    .reduce<JsonObject>(
      (fields, holder) => (isJsonObject(holder) ? merged(fields, fieldsIn(holder)) : fields),
      {},
    );
}

/**
 * JSON pointer of the object that has most of a path, and so gets what is added there. An entity without fields gets its
 * first ones in the given object.
 *
 * @param keys - the path of a field below `properties`: `["address", "properties", "city"]`
 */
export function holderOf(entity: JsonObject, keys: readonly string[], otherwise: string): string {
  const depths = holdersOf(entity).map((pointer) => {
    const inside = valueAt(entity, [...keysIn(pointer), "properties"]);
    const depth = keys.findIndex((_key, index) => valueAt(inside, keys.slice(0, index + 1)) === undefined);
    return { pointer, depth: depth === -1 ? keys.length : depth };
  });
  const deepest = Math.max(...depths.map(({ depth }) => depth));
  return depths.find(({ depth }) => depth === deepest)?.pointer ?? otherwise;
}
