import { z } from "zod";
import { classes, referringTo } from "../api/schemaRegistry";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { textOf } from "../values/json";
import { contained } from "./fields/composition";
import { ownFields } from "./fields/namespaced";
import { namespacedResource } from "./fields/namespacedResource";
import { identityOf } from "./fields/registryResource";
import { definitionsInNamespace, fieldRules, fieldsShape, namespaceRule } from "./fields/shape";
import { text } from "./shapes";
import { identityOfId } from "./tenant/ids";

/** Behaviors that a class can have. Those of the third one, `adhoc`, belong to a single dataset each, and AEP creates them. */
const behaviors = ["record", "time-series"] as const;

/** Ids of behaviors, with the word for each. */
const behaviorId = /^https:\/\/ns\.adobe\.com\/xdm\/data\/([\w-]+)$/;

/** Inputs of a class. */
export const schemaClassInputs = z.strictObject({
  title: text,
  description: z.string().optional(),
  behavior: z.enum(behaviors),
  fields: fieldsShape.optional(),
  fieldGroupIds: z.array(text).optional(),
  definitions: definitionsInNamespace("at the root").optional(),
  allowBreaking: z.boolean().optional(),
});

/** Class: what all schemas of one kind of data have in common. Its Pulumi id is its `$id`. */
export const schemaClass: Definition<Scope> = {
  ...kindFacts.schemaClass,
  ...namespacedResource({
    kind: "schemaClass",
    collection: classes,
    referring: referringTo.schemaClass,
    groups: "fieldGroupIds",
    body: ({ behavior, ...inputs }, { definitions, allOf }) => ({
      ...inputs,
      type: "object",
      ...(definitions === undefined ? {} : { definitions }),
      allOf: [{ $ref: `https://ns.adobe.com/xdm/data/${textOf(behavior)}` }, ...allOf],
    }),
  }),
  inputs: schemaClassInputs,
  // No source documents a change of the behavior. The old class is deleted first, because titles are unique.
  replaceOnChange: { behavior: "deleteFirst" },
  inputRules: [...fieldRules("fields"), namespaceRule],
  unordered: { fieldGroupIds: identityOfId },

  view: (entity) => {
    const parts = contained(entity);
    return {
      ...entity,
      ...identityOf(entity),
      definitions: undefined,
      behavior: parts.map((id) => behaviorId.exec(id)?.[1]).find((word) => word !== undefined),
      fields: ownFields(entity).fields,
      fieldGroupIds: parts.filter((id) => !behaviorId.test(id)),
    };
  },
};
