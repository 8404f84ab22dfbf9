import type { SchemaRegistryErrorCode } from "./errors";

/** What the registry needs to know about one kind of resource. */
interface RegistryKindFacts {
  /** The name in ids and in `meta:resourceType`. */
  readonly idName: string;
  /** The names in paths; the first one is in links. */
  readonly pathNames: readonly [string, ...string[]];
  /** The noun in messages. */
  readonly noun: string;
  /** The code of the refusal when there is no such resource; only those of classes and schemas are documented. */
  readonly notFound: SchemaRegistryErrorCode;
}

/** The kinds of resources that a tenant owns, by the names of their collections in the store. */
export const registryKinds = {
  schemas: { idName: "schemas", pathNames: ["schemas"], noun: "schema", notFound: "XDM-1012-404" },
  classes: { idName: "classes", pathNames: ["classes"], noun: "class", notFound: "XDM-1010-404" },
  // The older name of field groups is still served; ids have no other.
  fieldGroups: {
    idName: "mixins",
    pathNames: ["fieldgroups", "mixins"],
    noun: "field group",
    notFound: "XDM-1011-404",
  },
  dataTypes: { idName: "datatypes", pathNames: ["datatypes"], noun: "data type", notFound: "XDM-1013-404" },
} as const satisfies Readonly<Record<string, RegistryKindFacts>>;

/** The name of a collection of the Schema Registry. */
export type RegistryKind = keyof typeof registryKinds;

/** The names of the collections. */
export const registryKindNames = Object.keys(registryKinds) as RegistryKind[];
