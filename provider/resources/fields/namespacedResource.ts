import type { Operation } from "rfc6902";
import type { ReferringCollection } from "../../api/schemaRegistry";
import type { Scope } from "../../config/realm";
import type { UrlPath } from "../../http/path";
import { kindFacts } from "../../kinds";
import type { Definition } from "../../lifecycle/definition";
import type { Change } from "../../lifecycle/resourceApi";
import { isJsonArray, type Json, type JsonObject } from "../../values/json";
import { unresolvedReferences } from "../rules/unresolvedReferences";
import { tenantIn, tenantOf } from "../tenant/tenantId";
import { breakingFields, breakingGroups, refuseBreakingChanges, removedGroups } from "./breaking";
import { type Composition, composed, containedPatch } from "./composition";
import {
  breakingChangesOfOwn,
  ownDefinitionsAsSeen,
  ownFieldsPatch,
  treeOf,
  withOwnDefinitions,
} from "./namespaced";
import { registryApi, registryResource } from "./registryResource";

/** What is special about one kind of resource with fields in the namespace of the tenant. */
export interface NamespacedKind {
  readonly kind: "fieldGroup" | "schemaClass";
  readonly collection: UrlPath;
  /** The collections whose resources can refer to one of these. */
  readonly referring: readonly ReferringCollection[];
  /** Input with the ids of the field groups that such a resource contains. */
  readonly groups: "extendedGroupIds" | "fieldGroupIds";
  /**
   * The body that creates a resource.
   *
   * @param inputs - without fields and field groups
   * @param parts - the members of the body with fields and field groups
   */
  body(inputs: JsonObject, parts: Composition): JsonObject;
  /** The patches of inputs with other names in the entity. */
  readonly patches?: Readonly<Record<string, (wanted: Json) => Operation>>;
}

/** What the definitions of such kinds have in common. */
export function namespacedResource(row: NamespacedKind) {
  const { kind, collection, referring, groups } = row;
  return {
    ...registryResource,
    defaults: {},
    refusals: [breakingFields, breakingGroups, unresolvedReferences],
    normalize: withOwnDefinitions,
    notedAsSeen: ownDefinitionsAsSeen,
    api: (context) =>
      registryApi(context, {
        collection,
        referring,
        bodyOf: async ({ fields, fieldsAt, [groups]: ids, ...inputs }) =>
          row.body(inputs, composed(treeOf({ fields, fieldsAt }, await tenantOf(context)), listed(ids))),
        patchOf: async (id, change) => [
          // First, because a removed field group moves the members of `allOf` that have fields.
          ...ownFieldsPatch(change, tenantIn(id) ?? (await tenantOf(context))),
          ...othersPatch(row, change),
        ],
      }),
    // Before the POST, so that a failure certainly created nothing.
    complete: async (inputs, context, step) => {
      if (step === "create") {
        await tenantOf(context);
      }
      return inputs;
    },
    rejectUpdate: (recorded, wanted, { allowBreaking }) => {
      if (allowBreaking !== true) {
        refuseBreakingChanges(kindFacts[kind].noun, recorded.title, [
          ...breakingChangesOfOwn(recorded, wanted),
          ...removedGroups(recorded[groups], wanted[groups], groups),
        ]);
      }
    },
  } as const satisfies Partial<Definition<Scope>>;
}

/** The patch of everything but fields. */
function othersPatch(
  { groups, patches = {} }: NamespacedKind,
  { operations, wanted, before, entity = {} }: Change,
): Operation[] {
  return operations.flatMap((operation): Operation[] => {
    const [, input = ""] = operation.path.split("/");
    switch (input) {
      case "fields":
      case "fieldsAt":
        return [];
      case groups:
        return containedPatch(before[groups], wanted[groups], entity);
      default:
        return [patches[input]?.(wanted[input]) ?? operation];
    }
  });
}

function listed(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [];
}
