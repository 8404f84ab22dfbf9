import type { Emulator } from "../../core/emulator";
import { type JsonObject, stringAt, stringsAt } from "../../core/json";
import type { Stored } from "../../core/store";
import { isUnion } from "../resources/compatibility";
import { altIdOf } from "../resources/resources";
import { standardAltId } from "../standard/standardResource";

/** The end of a union's ids. */
const suffix = "__union";

/** The unions of a sandbox: one for each class with schemas that are enabled for the profile. */
export function unionsOf({ store }: Emulator, sandbox: string): JsonObject[] {
  const byClass = Object.groupBy(
    [...store.list("schemas", sandbox)].filter(({ entity }) => isUnion(entity)),
    ({ entity }) => String(entity["meta:class"]),
  );
  return Object.entries(byClass).map(([classId, schemas = []]) => unionOf(classId, schemas));
}

function unionOf(classId: string, schemas: readonly Stored[]): JsonObject {
  const parts = schemas.flatMap(({ entity }) =>
    (Array.isArray(entity.allOf) ? entity.allOf : []).flatMap((part) => stringAt(part, "$ref") ?? []),
  );
  const ids = [...new Set([classId, ...parts])].filter((id) => !id.startsWith("#"));
  const shortClassId = shortIdOf(classId);
  return {
    type: "object",
    title: `Union object for ${classId}`,
    description: `Union view of all schemas that extend ${classId}`,
    allOf: ids.map(($ref) => ({ $ref })),
    "meta:extends": [...new Set(schemas.flatMap(({ entity }) => stringsAt(entity, "meta:extends")))],
    $id: `${classId}${suffix}`,
    "meta:altId": `${shortClassId}${suffix}`,
    "meta:containerId": "tenant",
    "meta:class": classId,
    "meta:resourceType": "unions",
    version: "1.0",
    "meta:registryMetadata": {},
  };
}

function shortIdOf(classId: string): string {
  return altIdOf(classId) === classId ? standardAltId(classId) : altIdOf(classId);
}

/** The short ids of the classes with schemas that are enabled for the profile. */
export function unionClassesOf(emulator: Emulator, sandbox: string): string[] {
  return unionsOf(emulator, sandbox).map((union) => shortIdOf(String(union["meta:class"])));
}

/** A union by either of its ids. */
export function unionById(emulator: Emulator, sandbox: string, id: string): JsonObject | undefined {
  return id.endsWith(suffix)
    ? unionsOf(emulator, sandbox).find((union) => union.$id === id || union["meta:altId"] === id)
    : undefined;
}
