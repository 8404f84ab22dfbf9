import type { Operation } from "rfc6902";
import { isJsonArray, isJsonObject, type Json, type JsonObject, valueAt } from "../../values/json";
import { keysIn, pointerOf } from "../../values/jsonPointer";
import { fieldSchema, isRequired, objectSchema } from "./jsonSchema";
import { holderOf, holdersOf } from "./stored";

/** Where an entity without fields gets its first ones. */
export interface FirstFields {
  /** JSON pointer of the object that gets them. */
  readonly holder: string;
  /** The operations that create this object, without fields. */
  readonly operations: readonly Operation[];
}

/** A change of whether a field is required, at the object that has the field. */
interface Requirement {
  /** JSON pointer of this object. */
  readonly parent: string;
  readonly name: string;
  readonly required: boolean;
}

/**
 * Converts a patch of `fields`, in the form of programs, to one of the entity: each operation applies where the entity has
 * the field, and a new field is added beside its siblings. Operations on other inputs stay.
 *
 * @param operations - the patch of the inputs
 * @param entity - the entity as the service has it
 * @param first - where an entity without fields gets its first ones. Default: at its root
 */
export function storedPatch(
  operations: readonly Operation[],
  entity: JsonObject,
  first: FirstFields = firstAtRoot(entity),
): Operation[] {
  const requirements: Requirement[] = [];
  const converted = operations.flatMap((operation): readonly Operation[] => {
    const [input, ...keys] = keysIn(operation.path);
    if (input !== "fields") {
      return [operation];
    }
    const pointer = `${holderOf(entity, keys, first.holder)}/properties${pointerOf(keys)}`;
    const change = changeAt[positionOf(keys)](operation, pointer, valueIn(operation));
    requirements.push(...(change.requirements ?? []));
    return change.operations;
  });
  const isFirst =
    holdersOf(entity).length === 0 && operations.some(({ path }) => keysIn(path)[0] === "fields");
  return [...(isFirst ? first.operations : []), ...converted, ...requiredLists(requirements, entity)];
}

function firstAtRoot({ properties }: JsonObject): FirstFields {
  return {
    holder: "",
    operations: isJsonObject(properties) ? [] : [{ op: "add", path: "/properties", value: {} }],
  };
}

/** What a path below `fields` leads to: fields by name, a field, its flag `required`, or another member of it. */
type Position = "fields" | "field" | "required" | "member";

function positionOf(keys: readonly string[]): Position {
  let position: "fields" | "field" = "fields";
  for (const [index, key] of keys.entries()) {
    if (position === "fields") {
      position = "field";
    } else if (key === "properties") {
      position = "fields";
    } else if (key !== "items") {
      return key === "required" && index === keys.length - 1 ? "required" : "member";
    }
  }
  return position;
}

interface StoredChange {
  readonly operations: readonly Operation[];
  readonly requirements?: readonly Requirement[];
}

/** The change of an entity that follows from an operation, by the position of its path. */
const changeAt: Readonly<
  Record<Position, (operation: Operation, pointer: string, value: Json) => StoredChange>
> = {
  fields: (operation, pointer, value) => {
    const { properties, required = [] } = objectSchema(isJsonObject(value) ? value : {});
    return {
      operations: [withValue(operation, pointer, properties)],
      requirements: required.map((name) => requirementAt(pointer + pointerOf([name]), true)),
    };
  },
  field: (operation, pointer, value) => ({
    operations: [withValue(operation, pointer, fieldSchema(value))],
    requirements: [requirementAt(pointer, isRequired(value))],
  }),
  required: (_operation, pointer, value) => ({
    operations: [],
    requirements: [requirementAt(pointer.slice(0, pointer.lastIndexOf("/")), value === true)],
  }),
  member: (operation, pointer, value) => ({ operations: [withValue(operation, pointer, value)] }),
};

/** The value that an operation sets; `undefined` for a removal. */
function valueIn(operation: Operation): Json {
  return operation.op === "add" || operation.op === "replace" ? (operation.value as Json) : undefined;
}

function withValue(operation: Operation, path: string, value: Json): Operation {
  return operation.op === "remove" ? { op: "remove", path } : ({ ...operation, path, value } as Operation);
}

/** @param field - JSON pointer of a field in the entity */
function requirementAt(field: string, required: boolean): Requirement {
  const keys = keysIn(field);
  return { parent: pointerOf(keys.slice(0, -2)), name: keys.at(-1) ?? "", required };
}

function requiredLists(requirements: readonly Requirement[], entity: JsonObject): Operation[] {
  return [...new Set(requirements.map(({ parent }) => parent))].flatMap((parent) => {
    const list = valueAt(entity, [...keysIn(parent), "required"]);
    const names = isJsonArray(list) ? list.map(String) : [];
    const ours = requirements.filter((one) => one.parent === parent);
    const added = ours.flatMap(({ name, required }) => (required && !names.includes(name) ? [name] : []));
    const removed = ours.flatMap(({ name, required }) => (!required && names.includes(name) ? [name] : []));
    const path = `${parent}/required`;
    const left = names.filter((name) => !removed.includes(name));
    if (added.length > 0 && !isJsonArray(list)) {
      return [{ op: "add", path, value: added }];
    }
    if (removed.length > 0 && left.length + added.length === 0) {
      return [{ op: "remove", path }];
    }
    return [
      // From the end, so that the positions of the others stay.
      ...removed
        .map((name) => names.indexOf(name))
        .toSorted((one, other) => other - one)
        .map((index): Operation => ({ op: "remove", path: `${path}/${index}` })),
      ...added.map((name): Operation => ({ op: "add", path: `${path}/-`, value: name })),
    ];
  });
}
