import { azurePrivateEndpointApproval } from "./azure";
import { dataset } from "./catalog";
import { privateEndpoint, publicKey } from "./connectors";
import { mappingSet } from "./dataPrep";
import type { KindFacts } from "./facts";
import { baseConnection, flow, sourceConnection, targetConnection } from "./flowService";
import { identityNamespace } from "./identityService";
import { madconnectConnection } from "./madconnect";
import { mergePolicy } from "./profile";
import { dataType, descriptor, fieldGroup, profileEnablement, schema, schemaClass } from "./schemaRegistry";

/**
 * The facts of every kind of resource, by its name in provider references. The names are a contract with every existing
 * state. A kind comes after those that it refers to, as far as no other kind refers back: exported programs declare their
 * resources in this order, each after those that it refers to.
 */
export const kindFacts = {
  privateEndpoint,
  azurePrivateEndpointApproval,
  dataType,
  fieldGroup,
  schemaClass,
  schema,
  identityNamespace,
  descriptor,
  profileEnablement,
  dataset,
  mergePolicy,
  baseConnection,
  mappingSet,
  sourceConnection,
  targetConnection,
  publicKey,
  flow,
  madconnectConnection,
} as const satisfies Readonly<Record<string, KindFacts>>;

/** Name of a kind of resource in provider references. */
export type Kind = keyof typeof kindFacts;

/** Every kind, in the order of the table. */
export const kinds = Object.keys(kindFacts) as readonly Kind[];

/** The facts of one kind, without the types of its single values. */
export function factsOf(kind: Kind): KindFacts {
  return kindFacts[kind];
}

/** Inputs of a kind that hold ids of other entities, by dotted path, and the kinds of these. */
export function referencesOf(kind: Kind): Readonly<Record<string, readonly Kind[]>> {
  const references: Readonly<Record<string, Kind | readonly Kind[]>> = kindFacts[kind].export.references;
  return Object.fromEntries(Object.entries(references).map(([path, targets]) => [path, [targets].flat()]));
}

/** Inputs of a kind that name other entities by an output, by dotted path: the kind of these, and the output. */
export function namedReferencesOf(
  kind: Kind,
): Readonly<Record<string, { readonly kind: Kind; readonly by: string }>> {
  const { names = {} } = factsOf(kind).export;
  return Object.fromEntries(
    kinds
      .flatMap((named) => {
        const { namedBy } = factsOf(named).export;
        return namedBy === undefined ? [] : [{ kind: named, by: namedBy }];
      })
      .flatMap((target) =>
        Object.entries(names).flatMap(([path, named]) => (named === target.kind ? [[path, target]] : [])),
      ),
  );
}

const referredTo: ReadonlySet<string> = new Set(
  kinds
    .flatMap((kind) => Object.values(referencesOf(kind)))
    .flat()
    .map((kind) => kindFacts[kind].noun),
);

/** Whether inputs of resources hold ids of entities with this noun. */
export function isReferredTo(noun: string): boolean {
  return referredTo.has(noun);
}

/** Plural of the noun of a kind: "base connections". */
export function pluralOf(kind: Kind, place: "inside" | "start of a sentence" = "inside"): string {
  const { noun } = kindFacts[kind];
  const plural = noun.endsWith("s") ? `${noun}es` : `${noun.replace(/(?<![aeiou])y$/, "ie")}s`;
  return place === "inside" ? plural : capitalised(plural);
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** Which resources of a kind require further permissions of AEP: "Identities also require …"; undefined if none do. */
export function furtherPermissionsSentence(kind: Kind): string | undefined {
  const rows = Object.entries(factsOf(kind).furtherPermissions ?? {});
  if (rows.length === 0) {
    return undefined;
  }
  const parts = rows.map(([permission, users], index) =>
    index === 0 ? `${capitalised(users)} also require ${permission}` : `${users} ${permission}`,
  );
  return `${parts.join(", ")}.`;
}

/** Type of a resource in a Pulumi state. */
export function tokenOf(kind: Kind): string {
  return `pulumi-nodejs:dynamic/${kindFacts[kind].type}`;
}

/** Class of a resource, as a program writes it: `aep.Flow`, `madconnect.Connection`. */
export function classNameOf(kind: Kind): string {
  const [module = "", name = ""] = kindFacts[kind].type.split(":");
  return `${module.split("/").at(-1)}.${name}`;
}

/** Outputs of a resource that programs can read: the recorded inputs, the outputs of the service and the scope. */
export type OutputOf<K extends Kind> =
  | RecordedField<(typeof kindFacts)[K]["fields"]>
  | (typeof kindFacts)[K]["outputs"][number]
  | (typeof kindFacts)[K]["scope"];

type RecordedField<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends "instruction" ? never : Name;
}[keyof Fields];

/** Names of these outputs. */
export function outputsOf(kind: Kind): string[] {
  const { fields, outputs, scope } = factsOf(kind);
  const recorded = Object.entries(fields).flatMap(([name, role]) => (role === "instruction" ? [] : [name]));
  return [...new Set([...recorded, ...outputs, scope])];
}
