import { randomBytes } from "node:crypto";
import { userOf } from "../core/audit";
import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt, stringsAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import { refuseUnknownFields } from "../http/requestBody";
import {
  descriptorTypes,
  isPath,
  isText,
  readOnlyFields,
  severalFields,
  shapes,
  sourceFields,
} from "./descriptorTypes";
import { invalid, SchemaRegistryError } from "./errors";
import { resolveSchema } from "./resolvedSchema";
import { altIdOf, changedMetadata, newMetadata, registryResource } from "./schemas";

/** The name of the collection. */
export const descriptorsName = "descriptors";

/** The descriptors that are applied to a schema, oldest first. */
export function descriptorsOf(
  { store }: Emulator,
  { entity, sandbox }: Pick<Stored, "entity" | "sandbox">,
): Stored[] {
  return store
    .referrers(String(entity.$id))
    .filter(
      (stored) =>
        stored.collection === descriptorsName &&
        stored.sandbox === sandbox &&
        stored.entity["xdm:sourceSchema"] === entity.$id,
    )
    .sort((one, other) => one.sequence - other.sequence);
}

/** Stores a new descriptor. */
export function addDescriptor(emulator: Emulator, sandbox: Sandbox, own: JsonObject): Stored {
  const { store, clock, settings } = emulator;
  const now = clock.now();
  const id = randomBytes(24).toString("hex");
  const entity: JsonObject = {
    "@id": id,
    ...own,
    imsOrg: settings.organisation,
    version: "1",
    "meta:containerId": "tenant",
    "meta:sandboxId": sandbox.id,
    "meta:sandboxType": sandbox.type,
    "meta:registryMetadata": newMetadata(emulator, now),
  };
  return store.add(descriptorsName, sandbox.name, id, entity, { createdAt: now });
}

/** Stores a changed descriptor. */
export function changeDescriptor(
  { store, clock, settings }: Emulator,
  stored: Stored,
  own: JsonObject,
  user = userOf(settings.clientId),
): void {
  const setByService = Object.entries(stored.entity).filter(([name]) => readOnlyFields.includes(name));
  store.change(stored, {
    ...own,
    ...Object.fromEntries(setByService),
    "meta:registryMetadata": changedMetadata(stored, clock.now(), user),
  });
}

/**
 * Checks a descriptor and returns the client's part of it.
 *
 * @param before - the descriptor before the change, if it is an update: fields set by the service may be sent
 * unchanged.
 */
export function readDescriptor(
  emulator: Emulator,
  body: JsonObject,
  sandbox: Sandbox,
  before?: Stored,
): JsonObject {
  const changedReadOnly = readOnlyFields.filter(
    (name) => body[name] !== undefined && JSON.stringify(body[name]) !== JSON.stringify(before?.entity[name]),
  );
  if (changedReadOnly.length > 0) {
    throw invalid(`Fields set by the service: ${changedReadOnly.join(", ")}`);
  }
  const type = typeof body["@type"] === "string" ? body["@type"] : "";
  const members = descriptorTypes[type];
  if (body["@type"] !== undefined && members === undefined) {
    throw invalid(`@type is one of ${Object.keys(descriptorTypes).join(", ")}`);
  }
  requireFields(body, [...sourceFields, ...(members?.required ?? [])]);
  const { required = [], optional = [] } = members ?? {};
  refuseUnknownFields(
    body,
    [...sourceFields, ...required, ...optional, ...readOnlyFields],
    emulator.switches,
  );
  checkShapes(body, [...required, ...optional]);
  if (before !== undefined && type !== before.entity["@type"]) {
    throw invalid(`The @type of a descriptor cannot change from ${String(before.entity["@type"])}`);
  }
  const schema = checkSchema(emulator, body, "source", sandbox);
  checkSchema(emulator, body, "destination", sandbox);
  checkFields(emulator, readPaths(body, type), schema);
  checkNamespace(body);
  checkUnique(emulator, body, sandbox, before);
  return Object.fromEntries(Object.entries(body).filter(([name]) => !readOnlyFields.includes(name)));
}

// The only known refusal of the service itself, from a report of a client's user.
function requireFields(body: JsonObject, names: readonly string[]): void {
  const missing = names.filter((name) => body[name] === undefined || body[name] === null);
  if (missing.length > 0) {
    throw new SchemaRegistryError(
      "XDM-4000-400",
      "An error occurred validating the schema.",
      missing.map((name) => ({
        path: "$",
        type: "required",
        arguments: [name],
        message: `$.${name}: is missing but it is required`,
      })),
    );
  }
}

function checkShapes(body: JsonObject, names: readonly string[]): void {
  for (const name of names) {
    const [wanted, fits] = shapes[name] ?? ["a text", isText];
    const value = body[name];
    if (value !== undefined && !fits(value)) {
      throw invalid(`${name} must be ${wanted}`);
    }
  }
}

function checkSchema(
  emulator: Emulator,
  body: JsonObject,
  end: "source" | "destination",
  sandbox: Sandbox,
): Stored | undefined {
  const id = body[`xdm:${end}Schema`];
  if (id === undefined) {
    return undefined;
  }
  // A schema's short id is valid in paths only.
  if (typeof id !== "string" || altIdOf(id) === id) {
    throw invalid(`xdm:${end}Schema must be the $id of a schema`);
  }
  const schema = registryResource(emulator, "schemas", sandbox.name, id);
  if (schema === undefined) {
    if (emulator.switches.descriptorSchemaExistence === "refuse") {
      throw invalid(`There is no schema ${id}`);
    }
    return undefined;
  }
  const version = body[`xdm:${end}Version`];
  const [major = ""] = String(schema.entity.version).split(".");
  if (version !== undefined && String(version) !== major) {
    throw invalid(`Schema ${id} has no version ${String(version)}`);
  }
  return schema;
}

function readPaths(body: JsonObject, type: string): string[] {
  const given = body["xdm:sourceProperty"];
  const several = Array.isArray(given) && severalFields.includes(type);
  const paths = several ? stringsAt(body, "xdm:sourceProperty") : typeof given === "string" ? [given] : [];
  if (paths.length === 0 || (several && paths.length < given.length) || !paths.every(isPath)) {
    throw invalid(
      "xdm:sourceProperty must be a path that begins with a slash, ends without one and lacks the word properties",
    );
  }
  return paths;
}

function checkFields(emulator: Emulator, paths: readonly string[], schema: Stored | undefined): void {
  const own = `/_${emulator.settings.tenant}`;
  if (paths.includes(own)) {
    throw invalid(`The tenant's namespace ${own} cannot have a descriptor, only fields below it can`);
  }
  if (schema === undefined || emulator.switches.descriptorFieldExistence === "ignore") {
    return;
  }
  const resolved = resolveSchema(emulator, schema);
  for (const path of paths.filter((candidate) => candidate.startsWith(`${own}/`))) {
    const steps = path.slice(1).split("/");
    const field = steps.reduce<JsonObject>(
      (parent, step) => objectAt(objectAt(parent, "properties"), step),
      resolved,
    );
    if (Object.keys(field).length === 0) {
      throw invalid(`Schema ${String(schema.entity.$id)} has no field ${path}`);
    }
  }
}

function checkNamespace(body: JsonObject): void {
  const isId = /^\d+$/.test(String(body["xdm:namespace"]));
  if (body["xdm:property"] !== undefined && isId !== (body["xdm:property"] === "xdm:id")) {
    throw invalid("xdm:property is xdm:id for a namespace given by its number, xdm:code for one by its code");
  }
}

function checkUnique(
  emulator: Emulator,
  body: JsonObject,
  sandbox: Sandbox,
  before: Stored | undefined,
): void {
  const others = descriptorsOf(emulator, {
    entity: { $id: body["xdm:sourceSchema"] ?? null },
    sandbox: sandbox.name,
  }).filter((stored) => stored !== before && stored.entity["@type"] === body["@type"]);
  const same = others.find(
    ({ entity }) =>
      JSON.stringify(entity["xdm:sourceProperty"]) === JSON.stringify(body["xdm:sourceProperty"]),
  );
  if (same !== undefined && emulator.switches.duplicateDescriptor === "refuse") {
    throw invalid(`Descriptor ${same.id} is of the same type and for the same field`);
  }
  const primary = others.find(({ entity }) => entity["xdm:isPrimary"] === true);
  if (body["xdm:isPrimary"] === true && primary !== undefined) {
    throw invalid(`A schema has one primary identity, and descriptor ${primary.id} already is it`);
  }
}
