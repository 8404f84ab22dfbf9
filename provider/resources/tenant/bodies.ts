import type { Operation } from "rfc6902";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../values/json";
import { keysIn } from "../../values/jsonPointer";
import { idAsSent, isSameId } from "./ids";
import { withPlaceholder, withTenant } from "./placeholder";

/** How names of fields and ids of resources change. Texts such as titles never do. */
export interface Spelling {
  name(name: string): string;
  id(id: string): string;
}

/** Members of bodies of the registry that contain ids, or names and paths of fields. */
const idMembers: ReadonlySet<string> = new Set([
  "$ref",
  "meta:intendedToExtend",
  "meta:extends",
  "meta:class",
]);
const nameMembers: ReadonlySet<string> = new Set(["required", "meta:refProperty"]);

/** JSON Schema, or the body of a resource of the registry, with other names and ids. */
export function respelled<Value extends Json>(value: Value, spelling: Spelling): Value {
  return changed(value, spelling) as Value;
}

/**
 * A body, or a part of one, as the registry accepts it: the tenant in place of the placeholder, and URIs as ids.
 *
 * @param tenantId - required if the value contains the placeholder
 */
export function asSent<Value extends Json>(value: Value, tenantId: string | undefined): Value {
  return respelled(value, sentSpelling(tenantId));
}

/** The operations of a patch as the registry accepts them. */
export function operationsAsSent(
  operations: readonly Operation[],
  tenantId: string | undefined,
): Operation[] {
  const spelling = sentSpelling(tenantId);
  return operations.map((operation) => {
    const path = spelling.name(operation.path);
    if (operation.op !== "add" && operation.op !== "replace") {
      return { ...operation, path } as Operation;
    }
    const member = keysIn(operation.path).findLast((key) => !/^(-|\d+)$/.test(key)) ?? "";
    return { ...operation, path, value: changedMember(member, operation.value as Json, spelling) };
  });
}

/** JSON Schema with the placeholder in place of a tenant, in names of fields and in short ids. */
export function withPlaceholders<Value extends Json>(value: Value, tenantId: string | undefined): Value {
  if (tenantId === undefined) {
    return value;
  }
  const change = (text: string) => withPlaceholder(text, tenantId);
  return respelled(value, { name: change, id: change });
}

/** A value in which each `$ref` is written like the one at the same place in a model, if both mean the same resource. */
export function referencesLike(value: Json, model: Json): Json {
  if (isJsonArray(value)) {
    return isJsonArray(model) ? value.map((entry, index) => referencesLike(entry, model[index])) : value;
  }
  return isJsonObject(value) && isJsonObject(model) ? memberReferencesLike(value, model) : value;
}

function memberReferencesLike(object: JsonObject, model: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, entry]) => {
      const known = model[key];
      const isReference = key === "$ref" && typeof entry === "string" && typeof known === "string";
      return [key, isReference ? (isSameId(entry, known) ? known : entry) : referencesLike(entry, known)];
    }),
  );
}

function sentSpelling(tenantId: string | undefined): Spelling {
  return {
    name: (name) => (tenantId === undefined ? name : withTenant(name, tenantId)),
    id: (id) => idAsSent(id, tenantId),
  };
}

function changed(value: Json, spelling: Spelling): Json {
  if (isJsonArray(value)) {
    return value.map((entry) => changed(entry, spelling));
  }
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, changedMember(key, entry, spelling)]),
      )
    : value;
}

function changedMember(key: string, value: Json, spelling: Spelling): Json {
  if (key === "properties" && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [spelling.name(name), changed(field, spelling)]),
    );
  }
  if (idMembers.has(key)) {
    return eachText(value, (text) => spelling.id(text)) ?? changed(value, spelling);
  }
  if (nameMembers.has(key)) {
    return eachText(value, (text) => spelling.name(text)) ?? changed(value, spelling);
  }
  return changed(value, spelling);
}

/** A text, or a list of texts, with a change in each; `undefined` for another value: fields can have such names too. */
function eachText(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") {
    return change(value);
  }
  return isJsonArray(value)
    ? value.map((entry) => (typeof entry === "string" ? change(entry) : entry))
    : undefined;
}
