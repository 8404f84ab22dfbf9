import type { Emulator } from "../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt, stringsAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import { optionalObject, optionalText, refuseUnknownFields, requiredText } from "../http/requestBody";
import { invalid, SchemaRegistryError } from "./errors";
import { dataSetsOf, globalNamespace, registryResource, titleKey } from "./schemas";

/** Fields of a create body. */
const fields: readonly string[] = [
  "title",
  "description",
  "type",
  "allOf",
  "properties",
  "definitions",
  "required",
  "meta:immutableTags",
];

/** Fields that only the service sets. */
const readOnlyFields: readonly string[] = [
  "$id",
  "$schema",
  "meta:altId",
  "meta:resourceType",
  "version",
  "imsOrg",
  "refs",
  "meta:class",
  "meta:extends",
  "meta:extensible",
  "meta:abstract",
  "meta:containerId",
  "meta:tenantNamespace",
  "meta:xdmType",
  "meta:sandboxId",
  "meta:sandboxType",
  "meta:registryMetadata",
];

const behaviours: Readonly<Record<string, string>> = {
  [`${globalNamespace}context/profile`]: `${globalNamespace}data/record`,
  [`${globalNamespace}context/experienceevent`]: `${globalNamespace}data/time-series`,
};

/**
 * Checks a schema and returns the client's part of it, as it is stored.
 *
 * @param before - the schema before the change, if it is an update: fields set by the service may be sent unchanged.
 */
export function readSchema(
  emulator: Emulator,
  body: JsonObject,
  sandbox: Sandbox,
  before?: Stored,
): JsonObject {
  const { switches, settings } = emulator;
  const changedReadOnly = readOnlyFields.filter(
    (name) => body[name] !== undefined && JSON.stringify(body[name]) !== JSON.stringify(before?.entity[name]),
  );
  if (changedReadOnly.length > 0) {
    throw invalid(`Fields set by the service: ${changedReadOnly.join(", ")}`);
  }
  refuseUnknownFields(body, [...fields, ...readOnlyFields], switches);
  const title = requiredText(body, "title");
  optionalText(body, "description");
  if (body.type !== "object") {
    throw invalid('Field type must be "object"');
  }
  checkProperties(optionalObject(body, "properties") ?? {}, settings.tenant);
  const tags = body["meta:immutableTags"];
  if (
    tags !== undefined &&
    (!Array.isArray(tags) || stringsAt(body, "meta:immutableTags").length !== tags.length)
  ) {
    throw invalid("Field meta:immutableTags must be an array of strings");
  }
  const parts = readParts(emulator, body.allOf, sandbox);
  checkTitle(emulator, title, sandbox, before);
  return { ...ownFields(body), ...composed(parts) };
}

function ownFields(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !readOnlyFields.includes(name)));
}

/** The members that follow from the parts of a schema. */
function composed(references: readonly string[]): JsonObject {
  const [schemaClass = "", ...groups] = references;
  const behaviour = behaviours[schemaClass];
  return {
    allOf: references.map(($ref) => ({ $ref, type: "object", "meta:xdmType": "object" })),
    "meta:class": schemaClass,
    "meta:extends": [...groups, ...(behaviour === undefined ? [] : [behaviour]), schemaClass],
  };
}

function readParts(emulator: Emulator, allOf: Json | undefined, sandbox: Sandbox): string[] {
  if (!Array.isArray(allOf) || allOf.length === 0) {
    throw invalid("Field allOf must name a class");
  }
  const references = allOf.map((part) => {
    const reference = stringAt(part, "$ref");
    if (reference === undefined) {
      throw invalid("Every part of allOf must have a $ref");
    }
    return reference;
  });
  if (new Set(references).size < references.length) {
    throw invalid("allOf names one part twice");
  }
  for (const [index, reference] of references.entries()) {
    // It is unknown which ids of shared classes and field groups exist.
    const exists =
      (reference.startsWith(globalNamespace) && reference.length > globalNamespace.length) ||
      registryResource(emulator, index === 0 ? "classes" : "fieldGroups", sandbox.name, reference) !==
        undefined;
    if (!exists) {
      throw invalid(`There is no ${index === 0 ? "class" : "field group"} ${reference}`);
    }
  }
  return references;
}

function checkProperties(properties: JsonObject, tenant: string): void {
  if (Object.keys(properties).some((name) => name !== `_${tenant}`)) {
    throw new SchemaRegistryError(
      "XDM-1021-400",
      `A field is defined outside of the tenant's namespace _${tenant}`,
    );
  }
}

function checkTitle({ store }: Emulator, title: string, sandbox: Sandbox, before: Stored | undefined): void {
  const other = store
    .referrers(titleKey(title))
    .find((stored) => stored.sandbox === sandbox.name && stored !== before);
  if (other !== undefined) {
    throw new SchemaRegistryError(
      "XDM-1521-400",
      `Titles must be unique, and ${String(other.entity.$id)} has this one already`,
    );
  }
}

/** Refuses changes that would break existing data, or the profile. */
export function checkCompatible(emulator: Emulator, stored: Stored, after: JsonObject): void {
  const { entity: before } = stored;
  const isUnion = (schema: JsonObject): boolean => stringsAt(schema, "meta:immutableTags").includes("union");
  if (isUnion(before) && !isUnion(after)) {
    throw invalid("The tag union cannot be removed");
  }
  if (dataSetsOf(emulator, stored).length === 0 && !isUnion(before)) {
    return;
  }
  const kept = fieldsOf(after);
  for (const [path, type] of fieldsOf(before)) {
    if (kept.get(path) !== type) {
      throw invalid(
        `Breaking change: ${path} of a schema in use is ${kept.has(path) ? "another type" : "removed"}`,
      );
    }
  }
}

/** The parts and fields of a schema, with the type of each. */
function fieldsOf(schema: JsonObject): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of Array.isArray(schema.allOf) ? schema.allOf : []) {
    found.set(String(stringAt(part, "$ref")), "part");
  }
  collectFields(objectAt(schema, "properties"), "", found);
  return found;
}

function collectFields(properties: JsonObject, parent: string, found: Map<string, string>): void {
  for (const [name, field] of Object.entries(properties)) {
    const path = `${parent}/${name}`;
    found.set(
      path,
      JSON.stringify([objectAt({ field }, "field").type ?? null, stringAt(field, "$ref") ?? null]),
    );
    collectFields(objectAt(field, "properties"), path, found);
    const items = isJsonObject(field) ? field.items : undefined;
    if (isJsonObject(items)) {
      collectFields({ "[]": items }, path, found);
    }
  }
}
