import type { Emulator } from "../../core/emulator";
import { isJsonObject, type JsonObject, objectAt } from "../../core/json";
import type { Stored } from "../../core/store";
import { invalidDescriptor } from "../errors";
import { resolveSchema } from "../resources/resolvedSchema";
import { primaryIdentityOf } from "../unions/unionRules";

/**
 * Checks the fields that a descriptor is for.
 *
 * @param schema - the schema or field group with the fields, if it exists.
 */
export function checkDescriptorFields(
  emulator: Emulator,
  body: JsonObject,
  paths: readonly string[],
  schema: Stored | undefined,
): void {
  const own = `/_${emulator.settings.tenant}`;
  if (paths.includes(own)) {
    throw invalidDescriptor(
      `The tenant's namespace ${own} cannot have a descriptor, only fields below it can`,
    );
  }
  if (schema === undefined) {
    return;
  }
  const resolved = resolveSchema(emulator, schema);
  for (const path of paths.filter((candidate) => candidate.startsWith(`${own}/`))) {
    const field = fieldAt(resolved, path);
    if (field === undefined && emulator.switches.descriptorFieldExistence === "refuse") {
      throw invalidDescriptor(`Schema ${String(schema.entity.$id)} has no field ${path}`);
    }
    if (body["@type"] === "xdm:descriptorOneToOne" && field?.type !== undefined && field.type !== "string") {
      throw invalidDescriptor(`Field ${path} must be a string to have a relationship`);
    }
  }
  const primary = primaryIdentityOf(emulator, schema)?.entity["xdm:sourceProperty"];
  if (body["@type"] === "xdm:descriptorOneToOne" && paths.some((path) => path === primary)) {
    throw invalidDescriptor("The primary identity of a schema cannot have a relationship");
  }
}

function fieldAt(resolved: JsonObject, path: string): JsonObject | undefined {
  let field: JsonObject = resolved;
  for (const step of path.slice(1).split("/")) {
    // The path of a field in an array's elements has a star, or nothing in its place.
    const next = step === "[*]" ? field.items : memberOf(field, step.replace("[*]", ""));
    if (!isJsonObject(next)) {
      return undefined;
    }
    field = next;
  }
  return field;
}

function memberOf(field: JsonObject, name: string): JsonObject[string] | undefined {
  return objectAt(field, "properties")[name] ?? objectAt(objectAt(field, "items"), "properties")[name];
}
