import type { Emulator } from "../../core/emulator";
import { equal, type Json, type JsonObject, stringAt, stringsAt } from "../../core/json";
import type { Stored } from "../../core/store";
import { breaking, invalid } from "../errors";
import { ownFields, visitFields } from "./ownFields";
import { dataSetsOf, usersOf } from "./resources";

/** Whether a schema is enabled for the profile. */
export function isUnion(schema: JsonObject): boolean {
  return stringsAt(schema, "meta:immutableTags").includes("union");
}

/** Refuses changes that would break existing data, or the profile. */
export function checkCompatible(emulator: Emulator, stored: Stored, after: JsonObject): void {
  const { entity: before } = stored;
  if (isUnion(before) && !isUnion(after)) {
    throw invalid("The tag union cannot be removed");
  }
  if (!isUsed(emulator, stored)) {
    return;
  }
  const removed = partsOf(before).filter((part) => !partsOf(after).includes(part));
  if (removed.length > 0) {
    throw breaking(`Breaking change: ${removed.join(", ")} cannot be removed from allOf`);
  }
  const kept = fieldsOf(after);
  for (const [path, field] of fieldsOf(before)) {
    const problem = breakingChange(field, kept.get(path));
    if (problem !== undefined) {
      throw breaking(`Breaking change: field ${path} ${problem}`);
    }
  }
}

/** Whether there may be data of a resource, so that only additions are allowed. */
function isUsed(emulator: Emulator, stored: Stored): boolean {
  if (stored.collection === "schemas") {
    return hasData(emulator, stored);
  }
  const schemas = usersOf(emulator, stored).filter(({ collection }) => collection === "schemas");
  return emulator.switches.breakingChangeFrom === "schema"
    ? schemas.length > 0
    : schemas.some((schema) => hasData(emulator, schema));
}

function hasData(emulator: Emulator, schema: Stored): boolean {
  return isUnion(schema.entity) || dataSetsOf(emulator, schema).length > 0;
}

function partsOf({ allOf }: JsonObject): string[] {
  return (Array.isArray(allOf) ? allOf : [])
    .flatMap((part) => stringAt(part, "$ref") ?? [])
    .filter((id) => !id.startsWith("#"));
}

function fieldsOf(resource: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  visitFields(ownFields(resource), (path, field) => found.set(path, field));
  return found;
}

/** What decides whether data of a field fits another definition of it. */
function shapeOf({ type, format, $ref, properties }: JsonObject): JsonObject {
  const isObject = $ref !== undefined || properties !== undefined;
  return { type: type ?? (isObject ? "object" : null), format: format ?? null, $ref: $ref ?? null };
}

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** Fields that two resources define at the same path, but with different types. */
export function conflictingFields(one: JsonObject, other: JsonObject): string[] {
  const fields = fieldsOf(other);
  return [...fieldsOf(one)].flatMap(([path, field]) => {
    const second = fields.get(path);
    return second !== undefined && !equal(shapeOf(field).type, shapeOf(second).type) ? [path] : [];
  });
}

/** What is wrong with a field after a change, if anything. */
function breakingChange(before: JsonObject, after: JsonObject | undefined): string | undefined {
  if (after === undefined) {
    return "cannot be removed";
  }
  const old = shapeOf(before);
  const changed = Object.entries(shapeOf(after)).find(([name, value]) => !equal(old[name], value));
  if (changed !== undefined) {
    const [name, value] = changed;
    return `cannot change its ${name} from ${String(old[name])} to ${String(value)}`;
  }
  if (after.pattern !== undefined && !equal(before.pattern, after.pattern)) {
    return "cannot get another pattern";
  }
  const missing = list(before.enum).filter((value) => !list(after.enum).some((other) => equal(value, other)));
  if (after.enum !== undefined && (before.enum === undefined || missing.length > 0)) {
    return "cannot allow fewer values";
  }
  return undefined;
}
