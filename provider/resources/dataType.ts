import { z } from "zod";
import { dataTypes, referringTo } from "../api/schemaRegistry";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { isJsonObject, type JsonObject } from "../values/json";
import { breakingChanges, breakingFields, refuseBreakingChanges } from "./fields/breaking";
import { objectSchema } from "./fields/jsonSchema";
import { storedPatch } from "./fields/patch";
import { definitionsWith, hasFields, withDefinitions } from "./fields/rawDefinitions";
import { identityOf, registryApi, registryResource } from "./fields/registryResource";
import { definitionsShape, fieldRules, fieldsShape } from "./fields/shape";
import { storedFields } from "./fields/stored";
import { unresolvedReferences } from "./rules/unresolvedReferences";
import { text } from "./shapes";

/** Inputs of a data type. */
export const dataTypeInputs = z
  .strictObject({
    title: text,
    description: z.string().optional(),
    fields: fieldsShape.optional(),
    definitions: definitionsShape.optional(),
    allowBreaking: z.boolean().optional(),
  })
  .refine(hasFields, {
    path: ["fields"],
    message: "is required and must contain at least one field, unless definitions contains the fields",
    when: ({ value }) => isJsonObject(value),
  });

/** Data type: an object with fields that field groups, classes and other data types use. Its Pulumi id is its `$id`. */
export const dataType: Definition<Scope> = {
  ...kindFacts.dataType,
  ...registryResource,
  inputs: dataTypeInputs,
  defaults: {},
  replaceOnChange: {},
  inputRules: fieldRules("fields"),
  refusals: [breakingFields, unresolvedReferences],

  normalize: withDefinitions,
  notedAsSeen: ({ definitions, ...noted }, { fields }) => ({
    ...noted,
    ...(definitions === undefined
      ? {}
      : { definitions: definitionsWith(definitions, isJsonObject(fields) ? fields : {}) }),
  }),
  view: (entity) => ({
    ...entity,
    // Raw definitions have the form of `fields` everywhere but in a program.
    definitions: undefined,
    fields: storedFields(entity),
    ...identityOf(entity),
  }),

  api: (context) =>
    registryApi(context, {
      collection: dataTypes,
      referring: referringTo.dataType,
      bodyOf: async (inputs) => bodyOf(inputs),
      patchOf: async (_id, { operations, entity = {} }) => storedPatch(operations, entity),
    }),
  rejectUpdate: (recorded, wanted, { allowBreaking }) => {
    if (allowBreaking !== true) {
      const changes = breakingChanges(recorded.fields, wanted.fields);
      refuseBreakingChanges(kindFacts.dataType.noun, recorded.title, changes);
    }
  },
};

/** The body of a create. Data types have no namespace of the tenant. */
function bodyOf({ fields, ...body }: JsonObject): JsonObject {
  return { ...body, type: "object", ...objectSchema(isJsonObject(fields) ? fields : {}) };
}
