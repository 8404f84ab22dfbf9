import type { Operation } from "rfc6902";
import { z } from "zod";
import { fieldGroups, referringTo } from "../api/schemaRegistry";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Change, Definition } from "../lifecycle/definition";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf, valueAt } from "../values/json";
import { refuseBreakingChanges } from "./fields/breaking";
import { objectSchema } from "./fields/jsonSchema";
import {
  breakingChangesOfOwn,
  ownFields,
  ownFieldsPatch,
  treeOf,
  withOwnDefinitions,
} from "./fields/namespaced";
import { hasFields } from "./fields/rawDefinitions";
import { identityOf, registryApi, registryResource } from "./fields/registryResource";
import { definitionsShape, fieldsShape, pathsShape } from "./fields/shape";
import { text } from "./shapes";
import { tenantIn, tenantOf } from "./tenant/tenantId";

/** Inputs of a field group. */
export const fieldGroupInputs = z
  .strictObject({
    title: text,
    description: z.string().optional(),
    intendedToExtend: z.array(text),
    fields: fieldsShape.optional(),
    fieldsAt: pathsShape.optional(),
    extendedGroupIds: z.array(text).optional(),
    definitions: definitionsShape.optional(),
    allowBreaking: z.boolean().optional(),
  })
  .refine(hasFields, {
    path: ["fields"],
    message:
      "is required and must contain at least one field, unless fieldsAt or definitions contains the fields",
    when: ({ value }) => isJsonObject(value),
  });

/** Key of `definitions` that new field groups have, as those that the user interface creates. */
const definitionKey = "customFields";

/** Field group: fields that schemas of some classes can have. Its Pulumi id is its `$id`. */
export const fieldGroup: Definition<Scope> = {
  ...kindFacts.fieldGroup,
  ...registryResource,
  inputs: fieldGroupInputs,
  defaults: {},
  replaceOnChange: {},
  unordered: { intendedToExtend: String, extendedGroupIds: String },

  normalize: withOwnDefinitions,
  view: (entity) => {
    const { fields, fieldsAt } = ownFields(entity);
    return {
      ...entity,
      ...identityOf(entity),
      definitions: undefined,
      fields,
      fieldsAt,
      intendedToExtend: entity["meta:intendedToExtend"],
      extendedGroupIds: groupsIn(entity),
    };
  },

  api: (context) =>
    registryApi(context, {
      collection: fieldGroups,
      referring: referringTo.fieldGroup,
      bodyOf: async (inputs) => bodyOf(inputs, await tenantOf(context)),
      patchOf: async (id, change) => [
        ...othersPatch(change),
        ...ownFieldsPatch(change, tenantIn(id) ?? (await tenantOf(context))),
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
      refuseBreakingChanges(
        kindFacts.fieldGroup.noun,
        recorded.title,
        breakingChangesOfOwn(recorded, wanted),
      );
    }
  },
};

function bodyOf(
  { fields, fieldsAt, intendedToExtend, extendedGroupIds, ...body }: JsonObject,
  tenant: string,
): JsonObject {
  const own = { type: "object", ...objectSchema(treeOf({ fields, fieldsAt }, tenant)) };
  const groups = isJsonArray(extendedGroupIds) ? extendedGroupIds : [];
  return {
    ...body,
    type: "object",
    "meta:intendedToExtend": intendedToExtend,
    definitions: { [definitionKey]: own },
    allOf: [`#/definitions/${definitionKey}`, ...groups].map(($ref) => ({ $ref })),
  };
}

/** The field groups that an entity extends: the members of `allOf` that are no definitions of its own. */
function groupsIn({ allOf }: JsonObject): string[] | undefined {
  const groups = (isJsonArray(allOf) ? allOf : [])
    .map((member) => valueAt(member, ["$ref"]))
    .filter((reference) => typeof reference === "string" && !reference.startsWith("#"));
  return groups.length === 0 ? undefined : groups.map(textOf);
}

/** The patch of everything but fields. */
function othersPatch({ operations, wanted, before, entity = {} }: Change): Operation[] {
  return operations.flatMap((operation): Operation[] => {
    const [, input = ""] = operation.path.split("/");
    switch (input) {
      case "fields":
      case "fieldsAt":
        return [];
      case "intendedToExtend":
        return [{ op: "replace", path: "/meta:intendedToExtend", value: wanted.intendedToExtend ?? [] }];
      case "extendedGroupIds":
        return groupsPatch(listed(before.extendedGroupIds), listed(wanted.extendedGroupIds), entity);
      default:
        return [operation];
    }
  });
}

function groupsPatch(from: readonly Json[], to: readonly Json[], { allOf }: JsonObject): Operation[] {
  const present = listed(allOf).map((member) => valueAt(member, ["$ref"]));
  const removed = present.flatMap((reference, index) =>
    from.includes(reference) && !to.includes(reference) ? [index] : [],
  );
  return [
    // From the end, so that the positions of the others stay.
    ...removed.toReversed().map((index): Operation => ({ op: "remove", path: `/allOf/${index}` })),
    ...to
      .filter((reference) => !present.includes(reference))
      .map(($ref): Operation => ({ op: "add", path: "/allOf/-", value: { $ref } })),
  ];
}

function listed(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [];
}
