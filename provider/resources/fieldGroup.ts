import { z } from "zod";
import { fieldGroups, referringTo } from "../api/schemaRegistry";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { isJsonObject } from "../values/json";
import { contained } from "./fields/composition";
import { ownFields } from "./fields/namespaced";
import { namespacedResource } from "./fields/namespacedResource";
import { hasFields } from "./fields/rawDefinitions";
import { identityOf } from "./fields/registryResource";
import { definitionsInNamespace, fieldRules, fieldsShape, namespaceRule, pathsShape } from "./fields/shape";
import { text } from "./shapes";
import { identityOfId } from "./tenant/ids";

/** Inputs of a field group. */
export const fieldGroupInputs = z
  .strictObject({
    title: text,
    description: z.string().optional(),
    intendedToExtend: z.array(text),
    fields: fieldsShape.optional(),
    fieldsAt: pathsShape.optional(),
    extendedGroupIds: z.array(text).optional(),
    definitions: definitionsInNamespace("at any path").optional(),
    allowBreaking: z.boolean().optional(),
  })
  .refine(hasFields, {
    path: ["fields"],
    message:
      "is required and must contain at least one field, unless fieldsAt or definitions contains the fields",
    when: ({ value }) => isJsonObject(value),
  });

/** Field group: fields that schemas of some classes can have. Its Pulumi id is its `$id`. */
export const fieldGroup: Definition<Scope> = {
  ...kindFacts.fieldGroup,
  ...namespacedResource({
    kind: "fieldGroup",
    collection: fieldGroups,
    referring: referringTo.fieldGroup,
    groups: "extendedGroupIds",
    body: ({ intendedToExtend, ...inputs }, parts) => ({
      ...inputs,
      type: "object",
      "meta:intendedToExtend": intendedToExtend,
      ...parts,
    }),
    patches: {
      intendedToExtend: (wanted) => ({ op: "replace", path: "/meta:intendedToExtend", value: wanted ?? [] }),
    },
  }),
  inputs: fieldGroupInputs,
  replaceOnChange: {},
  inputRules: [...fieldRules("fields", "fieldsAt.*"), namespaceRule],
  unordered: { intendedToExtend: identityOfId, extendedGroupIds: identityOfId },

  view: (entity) => {
    const { fields, fieldsAt } = ownFields(entity);
    return {
      ...entity,
      ...identityOf(entity),
      definitions: undefined,
      fields,
      fieldsAt,
      intendedToExtend: entity["meta:intendedToExtend"],
      extendedGroupIds: contained(entity),
    };
  },
};
