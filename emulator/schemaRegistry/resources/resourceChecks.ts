import type { Emulator } from "../../core/emulator";
import { type JsonObject, stringAt, stringsAt } from "../../core/json";
import type { Sandbox } from "../../core/options";
import type { Stored } from "../../core/store";
import {
  changedFields,
  optionalObject,
  optionalText,
  refuseUnknownFields,
  requiredText,
} from "../../http/requestBody";
import { invalid, SchemaRegistryError } from "../errors";
import type { RegistryKind } from "../kinds";
import { adhoc } from "../standard/behaviors";
import { checkFieldReferences, checkFields, checkNamespace } from "./fieldChecks";
import type { ReferenceScope } from "./foundReference";
import { composeClass, composeDataType, composeFieldGroup, composeSchema } from "./parts";
import { membersOfKind, titleKey } from "./resources";

/** Members of a create body of any kind. */
const fields: readonly string[] = [
  "title",
  "description",
  "type",
  "allOf",
  "properties",
  "definitions",
  "required",
  "examples",
  "meta:enum",
  "meta:status",
  "meta:tags",
];

/** Members of a create body of one kind, and how its other members follow from its parts. */
const kindRules: Readonly<
  Record<
    RegistryKind,
    { fields: readonly string[]; compose(scope: ReferenceScope, body: JsonObject): JsonObject }
  >
> = {
  schemas: { fields: ["meta:immutableTags"], compose: composeSchema },
  classes: { fields: [], compose: composeClass },
  fieldGroups: { fields: ["meta:intendedToExtend"], compose: composeFieldGroup },
  dataTypes: { fields: [], compose: composeDataType },
};

/** Members that follow from others; clients may send them, and the service sets them anew. */
const derivedFields: readonly string[] = ["meta:class", "meta:extends", "meta:usageCount"];

/** The members that operations of a patch cannot change, because they follow from others. */
export function derivedNames(kind: RegistryKind): readonly string[] {
  // A field group's extensions can be more than its parts.
  return kind === "fieldGroups" ? ["meta:class", "meta:usageCount"] : derivedFields;
}

/** Members that only the service sets. */
const readOnlyFields: readonly string[] = [
  "$id",
  "$schema",
  "meta:altId",
  "meta:resourceType",
  "version",
  "imsOrg",
  "refs",
  "meta:extensible",
  "meta:abstract",
  "meta:containerId",
  "meta:tenantNamespace",
  "meta:datasetNamespace",
  "meta:xdmType",
  "meta:sandboxId",
  "meta:sandboxType",
  "meta:registryMetadata",
  "meta:service",
];

/**
 * Checks a resource and returns the client's part of it, as it is stored.
 *
 * @param before - the resource before the change, if it is an update: members of the service may be sent unchanged.
 */
export function readResource(
  emulator: Emulator,
  kind: RegistryKind,
  body: JsonObject,
  sandbox: Sandbox,
  before?: Stored,
): JsonObject {
  const { switches } = emulator;
  checkReadOnly(emulator, kind, body, before);
  const rules = kindRules[kind];
  const own = [...fields, ...rules.fields];
  refuseUnknownFields(body, [...own, ...readOnlyFields, ...derivedFields], switches);
  const title = requiredText(body, "title");
  optionalText(body, "description");
  optionalObject(body, "properties");
  optionalObject(body, "definitions");
  if (body.type !== "object") {
    throw invalid('Field type must be "object"');
  }
  checkTags(body);
  const scope: ReferenceScope = { emulator, kind, sandbox: sandbox.name, before };
  const composed = rules.compose(scope, body);
  checkOwnFields(emulator, kind, body, composed, before);
  checkFieldReferences(scope, body);
  checkTitle(emulator, title, sandbox, before);
  const sent = Object.entries(body).filter(
    ([name]) => !readOnlyFields.includes(name) && !derivedFields.includes(name),
  );
  return { ...Object.fromEntries(sent), ...composed };
}

function checkReadOnly(
  emulator: Emulator,
  kind: RegistryKind,
  body: JsonObject,
  before: Stored | undefined,
): void {
  const changed = changedFields(body, readOnlyFields, before?.entity ?? membersOfKind(emulator, kind));
  if (changed.length > 0 && emulator.switches.registryReadOnlyFields === "refuse") {
    throw invalid(`Fields set by the service: ${changed.join(", ")}`);
  }
}

function checkTags(body: JsonObject): void {
  const tags = body["meta:immutableTags"];
  if (
    tags !== undefined &&
    (!Array.isArray(tags) || stringsAt(body, "meta:immutableTags").length !== tags.length)
  ) {
    throw invalid("Field meta:immutableTags must be an array of strings");
  }
}

function checkOwnFields(
  { settings }: Emulator,
  kind: RegistryKind,
  body: JsonObject,
  composed: JsonObject,
  before: Stored | undefined,
): void {
  const isAdhoc = stringsAt(composed, "meta:extends").includes(adhoc);
  const namespace = isAdhoc
    ? (stringAt(before?.entity, "meta:datasetNamespace") ?? "_adhoc")
    : `_${settings.tenant}`;
  checkFields(body, [namespace]);
  // Only the fields of data types are at any path, because their users decide where they are.
  if (kind !== "dataTypes") {
    checkNamespace(body, namespace, kind === "fieldGroups" && stringsAt(composed, "meta:extends").length > 0);
  }
}

function checkTitle({ store }: Emulator, title: string, sandbox: Sandbox, before: Stored | undefined): void {
  const other = store
    .referrers(titleKey(title))
    .find((stored) => stored.sandbox === sandbox.name && stored !== before);
  if (other !== undefined) {
    throw new SchemaRegistryError(
      "XDM-1521-400",
      `Title must be unique. An object ${String(other.entity.$id)} already exists with the same title.`,
    );
  }
}
