import type { Emulator } from "../../core/emulator";
import { isJsonObject, type Json, type JsonObject, stringAt, stringsAt } from "../../core/json";
import { invalid } from "../errors";
import { type FoundReference, type ReferenceScope, requireReference } from "./foundReference";
import { definitionAt } from "./ownFields";

/** The resources that a resource contains as a whole, in the order of `allOf`. */
function readExternalParts(
  scope: ReferenceScope,
  body: JsonObject,
  allowed: readonly FoundReference["kind"][],
): FoundReference[] {
  const { allOf = [] } = body;
  if (!Array.isArray(allOf)) {
    throw invalid("Field allOf must be an array");
  }
  const references = allOf.flatMap((part) => readPart(body, part));
  if (new Set(references).size < references.length) {
    throw invalid("allOf names one part twice");
  }
  return references.map((reference) => requireReference(scope, reference, allowed));
}

/** The id in a part of `allOf`; nothing if the part is of the resource itself. */
function readPart(body: JsonObject, part: Json): string[] {
  if (!isJsonObject(part)) {
    throw invalid("Every part of allOf must be an object");
  }
  const reference = stringAt(part, "$ref");
  if (reference === undefined) {
    if (!isJsonObject(part.properties)) {
      throw invalid("Every part of allOf must have a $ref or properties");
    }
    return [];
  }
  if (!reference.startsWith("#")) {
    return [reference];
  }
  if (!isJsonObject(definitionAt(body, reference))) {
    throw invalid(`There is no definition ${reference}`);
  }
  return [];
}

/** The parts of `allOf` as the service stores them. */
function storedParts(body: JsonObject): Json[] {
  return (Array.isArray(body.allOf) ? body.allOf : []).map((part) =>
    isJsonObject(part) ? { ...part, type: "object", "meta:xdmType": "object" } : part,
  );
}

/** The members of a schema that follow from its parts. */
export function composeSchema(scope: ReferenceScope, body: JsonObject): JsonObject {
  const parts = readExternalParts(scope, body, ["classes", "fieldGroups"]);
  const itsClass = classOf(scope.emulator, parts);
  const groups = parts.filter((part) => part !== itsClass);
  for (const { id, entity, kind } of groups) {
    const intended = stringsAt(entity, "meta:intendedToExtend");
    if (
      kind === "fieldGroups" &&
      intended.length > 0 &&
      !intended.includes(itsClass.id) &&
      scope.emulator.switches.fieldGroupClass === "refuse"
    ) {
      throw invalid(`Field group ${id} is not for class ${itsClass.id}`);
    }
  }
  if (body["meta:class"] !== undefined && body["meta:class"] !== itsClass.id && scope.before === undefined) {
    throw invalid(`The class in allOf is ${itsClass.id}, not ${String(body["meta:class"])}`);
  }
  const { "meta:datasetNamespace": namespace } = itsClass.entity;
  const extended = [
    ...groups.flatMap(({ id, entity }) => [id, ...stringsAt(entity, "meta:extends")]),
    ...stringsAt(itsClass.entity, "meta:extends"),
    itsClass.id,
  ];
  return {
    allOf: storedParts(body),
    "meta:class": itsClass.id,
    "meta:extends": [...new Set(extended)],
    ...(namespace === undefined ? {} : { "meta:datasetNamespace": namespace }),
  };
}

function classOf({ switches }: Emulator, parts: readonly FoundReference[]): FoundReference {
  const classes = parts.filter(({ kind }) => kind === "classes");
  const [first] = parts;
  // The class can be a standard one that the emulator does not have.
  const itsClass = classes[0] ?? (first?.kind === "unknown" ? first : undefined);
  if (itsClass === undefined || classes.length > 1) {
    throw invalid("Field allOf must name exactly one class");
  }
  if (itsClass !== first && switches.schemaClassPosition === "first") {
    throw invalid("Field allOf must name the class first");
  }
  return itsClass;
}

/** The members of a class that follow from its parts. */
export function composeClass(scope: ReferenceScope, body: JsonObject): JsonObject {
  const parts = readExternalParts(scope, body, ["behaviors", "fieldGroups"]);
  if (parts.filter(({ kind }) => kind === "behaviors").length !== 1) {
    throw invalid("Field allOf must name exactly one behavior");
  }
  return { allOf: storedParts(body), "meta:extends": parts.map(({ id }) => id) };
}

/** The members of a field group that follow from its parts: it can contain other field groups. */
export function composeFieldGroup(scope: ReferenceScope, body: JsonObject): JsonObject {
  const parts = readExternalParts(scope, body, ["fieldGroups"]).map(({ id }) => id);
  const sent = stringsAt(body, "meta:extends").filter((id) => !parts.includes(id));
  for (const id of sent) {
    requireReference(scope, id, ["fieldGroups"]);
  }
  const intended = body["meta:intendedToExtend"];
  if (!Array.isArray(intended) || intended.some((id) => typeof id !== "string")) {
    throw invalid("Field meta:intendedToExtend must name the classes that the field group is for");
  }
  for (const id of stringsAt(body, "meta:intendedToExtend")) {
    requireReference(scope, id, ["classes", "behaviors"]);
  }
  return {
    ...("allOf" in body ? { allOf: storedParts(body) } : {}),
    ...(parts.length + sent.length === 0 ? {} : { "meta:extends": [...parts, ...sent] }),
  };
}

/** The members of a data type that follow from its parts: it can contain other data types. */
export function composeDataType(scope: ReferenceScope, body: JsonObject): JsonObject {
  readExternalParts(scope, body, ["dataTypes"]);
  return "allOf" in body ? { allOf: storedParts(body) } : {};
}
