import type { Operation } from "rfc6902";
import type { Change } from "../../lifecycle/resourceApi";
import { isEmpty, patchBetween } from "../../values/compare";
import { isJsonObject, type Json, type JsonObject } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { tenantIn } from "../tenant/tenantId";
import { type BreakingChange, breakingChanges } from "./breaking";
import { firstDefinition } from "./composition";
import { fieldsIn, merged } from "./jsonSchema";
import { storedPatch } from "./patch";
import { definitionsWith } from "./rawDefinitions";
import { storedFields } from "./stored";

/** Own fields of a resource, without the tenant's namespace: at the root, and below dotted paths of standard fields. */
export interface OwnFields extends JsonObject {
  readonly fields?: JsonObject;
  readonly fieldsAt?: JsonObject;
}

/** The own fields of an entity. Its id names the tenant, so that no request is necessary. */
export function ownFields(entity: JsonObject): OwnFields {
  const tenant = tenantIn(entity.$id) ?? tenantIn(entity["meta:altId"]);
  return split(storedFields(entity), (name) =>
    tenant === undefined ? isNamespace(name) : name === `_${tenant}`,
  );
}

/** Inputs in which the fields of raw `definitions` are part of `fields` and `fieldsAt`, which are recorded and sent. */
export function withOwnDefinitions(inputs: JsonObject): JsonObject {
  const { definitions } = inputs;
  const plain = {
    ...inputs,
    ...(isJsonObject(inputs.fields) ? { fields: fieldsIn({ properties: inputs.fields }) } : {}),
    ...(isJsonObject(inputs.fieldsAt) ? { fieldsAt: eachAt(inputs.fieldsAt, fieldsOfPath) } : {}),
  };
  const raw = isJsonObject(definitions) ? Object.values(definitions) : [];
  if (definitions === undefined) {
    return plain;
  }
  const unknown = [definitions, ...raw, plain.fields, plain.fieldsAt].find(isUnknown);
  if (unknown !== undefined) {
    return { ...plain, fields: unknown };
  }
  const trees = raw.filter(isJsonObject).map(fieldsIn);
  const found = trees.map((tree) => treeOf(split(tree, isNamespace), anyTenant));
  return {
    ...plain,
    ...split([treeOf(plain, anyTenant), ...found].reduce(merged), isNamespace),
  };
}

/** Raw definitions of a program with the values of own fields that were read. */
export function ownDefinitionsAsSeen({ definitions, ...noted }: JsonObject, seen: JsonObject): JsonObject {
  const nameOf = (name: string) => (isNamespace(name) ? `_${anyTenant}` : name);
  return {
    ...noted,
    ...(definitions === undefined
      ? {}
      : { definitions: definitionsWith(definitions, treeOf(seen, anyTenant), nameOf) }),
  };
}

/** Stands for the tenant where no id of a tenant is known. */
const anyTenant = "{TENANT_ID}";

/** All fields of a resource, with the namespace of the tenant. */
export function treeOf({ fields, fieldsAt }: JsonObject, tenant: string): JsonObject {
  const namespace = `_${tenant}`;
  const own = isJsonObject(fields) ? { [namespace]: { type: "object", properties: fields } } : {};
  return Object.entries(isJsonObject(fieldsAt) ? fieldsAt : {}).reduce<JsonObject>(
    (tree, [path, there]) =>
      merged(
        tree,
        [...path.split("."), namespace].reduceRight<JsonObject>(
          (inner, name) => ({ [name]: { type: "object", properties: inner } }),
          isJsonObject(there) ? there : {},
        ),
      ),
    own,
  );
}

/** The patch of own fields, at the places where the entity has them. */
export function ownFieldsPatch({ before, wanted, entity = {} }: Change, tenant: string): Operation[] {
  // Objects around fields, which others may have created, are not added again.
  const around = outline(storedFields(entity), `_${tenant}`);
  const [from, to] = [before, wanted].map((inputs) => ({ fields: merged(treeOf(inputs, tenant), around) }));
  return storedPatch(patchBetween(from ?? {}, to ?? {}), entity, firstDefinition(entity));
}

/** The changes of own fields that break data. */
export function breakingChangesOfOwn(recorded: JsonObject, wanted: JsonObject): BreakingChange[] {
  const { fieldsAt } = wanted;
  const paths =
    isJsonObject(recorded.fieldsAt) && !isUnknown(fieldsAt) ? Object.entries(recorded.fieldsAt) : [];
  return [
    ...breakingChanges(recorded.fields, wanted.fields),
    ...paths.flatMap(([path, there]) =>
      breakingChanges(there, isJsonObject(fieldsAt) ? fieldsAt[path] : undefined, `fieldsAt["${path}"]`),
    ),
  ];
}

// Only the namespace of a tenant begins with an underscore.
function isNamespace(name: string): boolean {
  return name.startsWith("_");
}

/** The fields inside the namespace, at the root and below the paths of other objects. */
function split(tree: JsonObject, isOurs: (name: string) => boolean): OwnFields {
  const found = Object.fromEntries(placesIn(tree, isOurs, []));
  const { "": fields, ...fieldsAt } = found;
  return {
    ...(isJsonObject(fields) ? { fields } : {}),
    ...(isEmpty(fieldsAt) ? {} : { fieldsAt }),
  };
}

function placesIn(
  tree: JsonObject,
  isOurs: (name: string) => boolean,
  path: readonly string[],
): [path: string, fields: Json][] {
  return Object.entries(tree).flatMap(([name, field]) => {
    const properties = isJsonObject(field) ? field.properties : undefined;
    if (isOurs(name)) {
      return [[path.join("."), properties ?? {}]];
    }
    return isJsonObject(properties) ? placesIn(properties, isOurs, [...path, name]) : [];
  });
}

/** The objects of a tree that lead to a namespace, without fields. */
function outline(tree: JsonObject, namespace: string): JsonObject {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, field]) => {
      if (!isJsonObject(field) || !isJsonObject(field.properties)) {
        return name === namespace && isJsonObject(field) ? [[name, { type: "object" }]] : [];
      }
      const properties = name === namespace ? {} : outline(field.properties, namespace);
      return [[name, { type: "object", properties }]];
    }),
  );
}

function fieldsOfPath(fields: JsonObject): JsonObject {
  return fieldsIn({ properties: fields });
}

function eachAt(fieldsAt: JsonObject, change: (fields: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fieldsAt).map(([path, there]) => [path, isJsonObject(there) ? change(there) : there]),
  );
}
