import type { Emulator } from "../../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../../core/json";
import type { Stored } from "../../core/store";
import { descriptorsOf } from "../descriptors/descriptorStore";
import { SchemaRegistryError } from "../errors";
import { conflictingFields, isUnion } from "../resources/compatibility";
import { resolveSchema } from "../resources/resolvedSchema";

/** The schemas of a class that are enabled for the profile. */
export function unionSchemas({ store }: Emulator, sandbox: string, classId: string): Stored[] {
  return [...store.list("schemas", sandbox)].filter(
    ({ entity }) => isUnion(entity) && entity["meta:class"] === classId,
  );
}

/**
 * Checks the conditions under which a schema can be part of its class's union.
 *
 * @param after - the schema after the change, of which `stored` is the state before.
 */
export function checkUnion(emulator: Emulator, stored: Stored, after: JsonObject): void {
  if (!isUnion(after) || !emulator.switches.unionPreconditions) {
    return;
  }
  const changed = { entity: { ...stored.entity, ...after }, sandbox: stored.sandbox };
  const resolved = resolveSchema(emulator, changed);
  if (!isUnion(stored.entity)) {
    checkIdentity(emulator, stored, resolved);
    checkRelationships(emulator, stored);
  }
  for (const other of unionSchemas(emulator, stored.sandbox, String(after["meta:class"]))) {
    const conflicts = other === stored ? [] : conflictingFields(resolved, resolveSchema(emulator, other));
    if (conflicts.length > 0) {
      throw new SchemaRegistryError(
        "XDM-1413-400",
        `Cannot merge incompatible data types in the path ${conflicts[0]} of ${String(other.entity.$id)}`,
      );
    }
  }
}

/** Checks the conditions for a new schema with the tag, which has no descriptors yet. */
export function checkNewUnion(emulator: Emulator, sandbox: string, own: JsonObject): void {
  const { "meta:immutableTags": _tags, ...before } = own;
  const stored = { collection: "schemas", id: "", sandbox, sequence: 0, entity: before, hidden: {} };
  checkUnion(emulator, stored, own);
}

function checkIdentity(emulator: Emulator, stored: Stored, resolved: JsonObject): void {
  const hasMap = objectAt(resolved, "properties").identityMap !== undefined;
  if (!hasMap && primaryIdentityOf(emulator, stored) === undefined) {
    throw new SchemaRegistryError(
      "XDM-1528-400",
      "For a schema to be able to participate in union, it must have an identityMap or a primary identity descriptor",
    );
  }
}

function checkRelationships(emulator: Emulator, stored: Stored): void {
  const descriptors = descriptorsOf(emulator, stored).map(({ entity }) => entity);
  for (const relationship of descriptors.filter((entity) => entity["@type"] === "xdm:descriptorOneToOne")) {
    const reference = descriptors.find(
      (entity) =>
        entity["@type"] === "xdm:descriptorReferenceIdentity" &&
        entity["xdm:sourceProperty"] === relationship["xdm:sourceProperty"],
    );
    if (reference === undefined) {
      throw new SchemaRegistryError(
        "XDM-1526-400",
        "For a schema to be able to participate in union, every property with a xdm:descriptorOneToOne descriptor must have a xdm:descriptorReferenceIdentity descriptor",
      );
    }
    checkNamespaces(emulator, stored, relationship, reference);
  }
}

function checkNamespaces(
  emulator: Emulator,
  { sandbox }: Stored,
  relationship: JsonObject,
  reference: JsonObject,
): void {
  const $id = relationship["xdm:destinationSchema"] ?? null;
  const destination = [...emulator.store.list("schemas", sandbox)].find(({ entity }) => entity.$id === $id);
  const primary = destination === undefined ? undefined : primaryIdentityOf(emulator, destination);
  if (
    destination !== undefined &&
    primary !== undefined &&
    isUnion(destination.entity) &&
    stringAt(primary.entity, "xdm:namespace")?.toLowerCase() !==
      stringAt(reference, "xdm:identityNamespace")?.toLowerCase()
  ) {
    throw new SchemaRegistryError(
      "XDM-1527-400",
      "The xdm:identityNamespace of the source schema's xdm:descriptorReferenceIdentity and the xdm:namespace of the destination schema's xdm:descriptorIdentity must match",
    );
  }
}

/** The descriptor of a schema's primary identity. */
export function primaryIdentityOf(emulator: Emulator, schema: Stored): Stored | undefined {
  return descriptorsOf(emulator, schema).find(
    ({ entity }) => entity["@type"] === "xdm:descriptorIdentity" && entity["xdm:isPrimary"] === true,
  );
}
