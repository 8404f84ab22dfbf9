import type { Emulator } from "../../core/emulator";
import { equal, type JsonObject, stringsAt } from "../../core/json";
import type { Sandbox } from "../../core/options";
import type { Stored } from "../../core/store";
import { refuseUnknownFields } from "../../http/requestBody";
import { namespaceExists } from "../../identityService/namespaces";
import { breaking, invalidDescriptor, SchemaRegistryError } from "../errors";
import { isUnion } from "../resources/compatibility";
import { altIdOf, anyRegistryResource, registryResource } from "../resources/resources";
import { primaryIdentityOf } from "../unions/unionRules";
import { isUsable } from "../visibility";
import { checkDescriptorFields } from "./descriptorFields";
import { changeDescriptor, descriptorsOf, shownDescriptor } from "./descriptorStore";
import { descriptorTypes, isPath, isText, readOnlyFields, shapes } from "./descriptorTypes";

const sourceFields = ["@type", "xdm:sourceSchema"];

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
  const type = checkMembers(emulator, body, before);
  const schema = checkSchema(emulator, body, "source", sandbox);
  checkSchema(emulator, body, "destination", sandbox);
  checkDescriptorFields(emulator, body, readPaths(body, type), schema);
  checkNamespace(emulator, body, sandbox);
  checkUnique(emulator, body, sandbox, before);
  checkPrimary(emulator, body, sandbox, before);
  const { "xdm:label": label, ...rest } = Object.fromEntries(
    Object.entries(body).filter(([name]) => !readOnlyFields.includes(name)),
  );
  return label === undefined ? rest : { ...rest, "xdm:labels": label };
}

/** Checks the members of a descriptor, and returns its type. */
function checkMembers(emulator: Emulator, body: JsonObject, before: Stored | undefined): string {
  const { switches } = emulator;
  const shown = before === undefined ? {} : shownDescriptor(emulator, before.entity);
  const changedReadOnly = readOnlyFields.filter(
    (name) => body[name] !== undefined && !equal(body[name], shown[name]),
  );
  if (changedReadOnly.length > 0) {
    throw invalidDescriptor(`Fields set by the service: ${changedReadOnly.join(", ")}`);
  }
  const type = typeof body["@type"] === "string" ? body["@type"] : "";
  const members = descriptorTypes[type];
  if (body["@type"] !== undefined && members === undefined) {
    throw invalidDescriptor(`@type is one of ${Object.keys(descriptorTypes).join(", ")}`);
  }
  const { required = [], optional = [], source = "one" } = members ?? {};
  const ofFields = source === "schema" ? [] : ["xdm:sourceProperty"];
  requireFields(body, [...sourceFields, ...ofFields, ...required]);
  refuseUnknownFields(
    body,
    [...sourceFields, ...ofFields, ...required, ...optional, ...readOnlyFields],
    switches,
  );
  checkShapes(body, [...required, ...optional], switches.descriptorSourceVersion === "any");
  if (type === "xdm:descriptorLabel") {
    checkLabels(body, switches.descriptorLabelMember === "both");
  }
  if (before !== undefined && type !== before.entity["@type"]) {
    throw invalidDescriptor(`The @type of a descriptor cannot change from ${String(before.entity["@type"])}`);
  }
  return type;
}

function checkLabels(body: JsonObject, bothNames: boolean): void {
  const sent = ["xdm:labels", "xdm:label"].filter((name) => body[name] !== undefined);
  if (sent.length !== 1 || (sent[0] === "xdm:label" && !bothNames)) {
    throw invalidDescriptor("A label descriptor has xdm:labels");
  }
}

// The only known refusal of the service itself, from a report of a client's user.
function requireFields(body: JsonObject, names: readonly string[]): void {
  const missing = names.filter((name) => body[name] === undefined || body[name] === null);
  if (missing.length > 0) {
    throw new SchemaRegistryError("XDM-4000-400", "An error occurred validating the schema.", {
      subErrors: missing.map((name) => ({
        path: "$",
        type: "required",
        arguments: [name],
        message: `$.${name}: is missing but it is required`,
      })),
    });
  }
}

function checkShapes(body: JsonObject, names: readonly string[], anyVersion: boolean): void {
  for (const name of names) {
    const [wanted, fits] = shapes[name] ?? ["a text", isText];
    const value = body[name];
    const isVersion = anyVersion && name.endsWith("Version") && typeof value === "number";
    if (value !== undefined && !fits(value) && !isVersion) {
      throw invalidDescriptor(`${name} must be ${wanted}`);
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
    throw invalidDescriptor(`xdm:${end}Schema must be the $id of a schema`);
  }
  const { switches } = emulator;
  const { ofFieldGroups } = descriptorTypes[String(body["@type"])] ?? {};
  const schema =
    ofFieldGroups === true && end === "source"
      ? anyRegistryResource(emulator, sandbox.name, id)
      : registryResource(emulator, "schemas", sandbox.name, id);
  if (schema === undefined || !isUsable(emulator, schema)) {
    if (switches.descriptorSchemaExistence === "refuse") {
      throw invalidDescriptor(`There is no schema ${id}`);
    }
    return undefined;
  }
  const version = body[`xdm:${end}Version`];
  const [major = ""] = String(schema.entity.version).split(".");
  if (version !== undefined && String(version) !== major && switches.descriptorSourceVersion === "major") {
    throw invalidDescriptor(`Schema ${id} has no version ${String(version)}`);
  }
  return schema;
}

function readPaths(body: JsonObject, type: string): string[] {
  const source = descriptorTypes[type]?.source ?? "one";
  if (source === "schema") {
    return [];
  }
  const given = body["xdm:sourceProperty"];
  const several = Array.isArray(given) && source === "several";
  const paths = several ? stringsAt(body, "xdm:sourceProperty") : typeof given === "string" ? [given] : [];
  if (paths.length === 0 || (several && paths.length < given.length) || !paths.every(isPath)) {
    throw invalidDescriptor(
      "xdm:sourceProperty must be a path that begins with a slash, ends without one and lacks the word properties",
    );
  }
  return paths;
}

/** The members that name a namespace; which types have them is checked before. */
const namespaceMembers = ["xdm:namespace", "xdm:identityNamespace", "xdm:destinationNamespace"] as const;

function checkNamespace(emulator: Emulator, body: JsonObject, sandbox: Sandbox): void {
  const isId = /^\d+$/.test(String(body["xdm:namespace"]));
  if (body["xdm:property"] !== undefined && isId !== (body["xdm:property"] === "xdm:id")) {
    throw invalidDescriptor(
      "xdm:property is xdm:id for a namespace given by its number, xdm:code for one by its code",
    );
  }
  for (const name of namespaceMembers) {
    const namespace = body[name];
    if (
      namespace !== undefined &&
      emulator.switches.descriptorNamespaceExistence === "refuse" &&
      !namespaceExists(emulator, sandbox, String(namespace))
    ) {
      throw invalidDescriptor(`There is no identity namespace ${String(namespace)}`);
    }
  }
}

/** The other descriptors of the same schema. */
function siblings(emulator: Emulator, body: JsonObject, sandbox: Sandbox, before?: Stored): Stored[] {
  const schema = { entity: { $id: body["xdm:sourceSchema"] ?? null }, sandbox: sandbox.name };
  return descriptorsOf(emulator, schema).filter((stored) => stored !== before);
}

function checkUnique(
  emulator: Emulator,
  body: JsonObject,
  sandbox: Sandbox,
  before: Stored | undefined,
): void {
  const same = siblings(emulator, body, sandbox, before).find(
    ({ entity }) =>
      entity["@type"] === body["@type"] && equal(entity["xdm:sourceProperty"], body["xdm:sourceProperty"]),
  );
  const { duplicateDescriptor: status } = emulator.switches;
  if (same !== undefined && status !== "accept") {
    throw invalidDescriptor(`Descriptor with id ${same.id} already exists`, status);
  }
}

function checkPrimary(
  emulator: Emulator,
  body: JsonObject,
  sandbox: Sandbox,
  before: Stored | undefined,
): void {
  if (before !== undefined) {
    checkKeepsIdentity(emulator, before, body);
  }
  const primary = siblings(emulator, body, sandbox, before).find(
    ({ entity }) => entity["@type"] === "xdm:descriptorIdentity" && entity["xdm:isPrimary"] === true,
  );
  if (body["xdm:isPrimary"] !== true || primary === undefined) {
    return;
  }
  if (emulator.switches.secondPrimary === "refuse") {
    throw invalidDescriptor(`A schema has one primary identity, and descriptor ${primary.id} already is it`);
  }
  changeDescriptor(emulator, primary, { ...primary.entity, "xdm:isPrimary": false });
}

/** Refuses an update that takes the primary identity from a schema of the profile. */
function checkKeepsIdentity(emulator: Emulator, before: Stored, body: JsonObject): void {
  const names = ["xdm:sourceSchema", "xdm:sourceProperty", "xdm:namespace", "xdm:isPrimary"];
  if (names.some((name) => !equal(body[name], before.entity[name]))) {
    checkDispensable(emulator, before);
  }
}

/** Refuses the loss of an identity of a schema of the profile: of the primary one or, by switch, of any. */
export function checkDispensable(emulator: Emulator, descriptor: Stored): void {
  const { deleteIdentityOfUnion: rule } = emulator.switches;
  const schema = registryResource(
    emulator,
    "schemas",
    descriptor.sandbox,
    String(descriptor.entity["xdm:sourceSchema"]),
  );
  if (schema === undefined || !isUnion(schema.entity) || rule === "allow") {
    return;
  }
  const isPrimary = primaryIdentityOf(emulator, schema) === descriptor;
  const isIdentity = descriptor.entity["@type"] === "xdm:descriptorIdentity";
  if (isPrimary || (isIdentity && rule === "refuseEvery")) {
    throw breaking(
      `Descriptor ${descriptor.id} is ${isPrimary ? "the primary" : "an"} identity of schema ${String(schema.entity.$id)}, which is enabled for the profile`,
      403,
    );
  }
}
