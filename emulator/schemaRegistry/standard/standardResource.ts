import type { JsonObject } from "../../core/json";

/** The namespace of most standard resources. */
export const globalNamespace = "https://ns.adobe.com/xdm/";

/** The prefixes of the ids of standard resources. */
const standardNamespaces: readonly string[] = [
  globalNamespace,
  "https://ns.adobe.com/experience/",
  "http://schema.org/",
  "https://schema.org/",
];

/** Whether an id is one of a standard resource, known or unknown. */
export function isStandardId(id: string): boolean {
  return standardNamespaces.some((namespace) => id.startsWith(namespace) && id.length > namespace.length);
}

/** The short form of a standard resource's id: dots instead of slashes. */
export function standardAltId(id: string): string {
  const [, host = "", path = ""] = /^https?:\/\/([^/]+)\/(.*)$/.exec(id) ?? [];
  const root = host === "ns.adobe.com" ? "" : `${host}/`;
  return `_${root}${path}`.replaceAll("/", ".");
}

/** What differs between standard resources of one kind. */
export interface StandardFacts {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Its own fields, without those of `parts`. */
  readonly fields: JsonObject;
  /** The ids of the resources that it contains. */
  readonly parts?: readonly string[];
  /** Members that only some resources have, such as `meta:intendedToExtend`. */
  readonly more?: JsonObject;
}

/** A field with a title. */
export const field = (title: string, type: string, more: JsonObject = {}): JsonObject => ({
  title,
  type,
  "meta:xdmType": type === "integer" ? "int" : type,
  ...more,
});

/** A field whose fields are those of a standard data type. */
export const fieldOf = (title: string, dataType: string): JsonObject => ({
  title,
  $ref: `${globalNamespace}${dataType}`,
  type: "object",
  "meta:xdmType": "object",
});
