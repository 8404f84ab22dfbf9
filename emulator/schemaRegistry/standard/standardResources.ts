import { createHash } from "node:crypto";
import type { JsonObject } from "../../core/json";
import { externalReferences } from "../resources/references";
import { behaviors } from "./behaviors";
import { classes } from "./classes";
import { dataTypes } from "./dataTypes";
import { fieldGroups } from "./fieldGroups";
import { type StandardFacts, standardAltId } from "./standardResource";

/** The version of the library of standard resources. */
export const globalLibraryVersion = "1.38.2";

/** The kinds of standard resources, with the name of each in ids; there are no standard schemas here. */
const kinds = {
  behaviors: { idName: "behaviors", facts: behaviors },
  classes: { idName: "classes", facts: classes },
  fieldGroups: { idName: "mixins", facts: fieldGroups },
  dataTypes: { idName: "datatypes", facts: dataTypes },
} as const;

/** A kind of standard resource. */
export type StandardKind = keyof typeof kinds;

/** A standard resource as clients see it. */
export interface StandardResource {
  readonly kind: StandardKind;
  readonly entity: JsonObject;
}

/** The time at which the library was published. */
const published = Date.UTC(2023, 0, 10);

function asResource(kind: StandardKind, { id, parts = [], more = {}, ...facts }: StandardFacts): JsonObject {
  const own = {
    definitions: { [kind]: { type: "object", properties: facts.fields, "meta:xdmType": "object" } },
    allOf: [...parts, `#/definitions/${kind}`].map(($ref) => ({
      $ref,
      type: "object",
      "meta:xdmType": "object",
    })),
  };
  return {
    $id: id,
    "meta:altId": standardAltId(id),
    "meta:resourceType": kinds[kind].idName,
    version: globalLibraryVersion,
    title: facts.title,
    type: "object",
    description: facts.description,
    ...own,
    ...more,
    refs: externalReferences(own),
    ...(kind === "classes" ? { "meta:extends": [...parts] } : {}),
    "meta:extensible": true,
    "meta:abstract": true,
    "meta:xdmType": "object",
    "meta:status": "stable",
    "meta:containerId": "global",
    "meta:registryMetadata": {
      "repo:createdDate": published,
      "repo:lastModifiedDate": published,
      eTag: createHash("sha256").update(id).digest("hex"),
      "meta:globalLibVersion": globalLibraryVersion,
    },
  };
}

/** All standard resources. */
export const standardResources: readonly StandardResource[] = Object.entries(kinds).flatMap(
  ([kind, { facts }]) =>
    facts.map((resource) => ({
      kind: kind as StandardKind,
      entity: asResource(kind as StandardKind, resource),
    })),
);

const byId = new Map<string, StandardResource>(
  standardResources.flatMap((resource) => [
    [String(resource.entity.$id), resource],
    [String(resource.entity["meta:altId"]), resource],
  ]),
);

/** A standard resource by either of its ids. */
export function standardResource(id: string): StandardResource | undefined {
  return byId.get(id);
}
