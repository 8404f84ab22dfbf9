import { z } from "zod";
import { Catalog } from "../api/catalog";
import { RegistryParts } from "../api/registryParts";
import { SchemaRegistry, schemas } from "../api/schemaRegistry";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf } from "../values/json";
import { isUnknown } from "../values/unknown";
import { breakingFields, refuseBreakingChanges } from "./fields/breaking";
import { registryResource } from "./fields/registryResource";
import { permanenceOfSchemaId } from "./profile/chain";
import { createWithTags, reachTags, tagsRefused } from "./profile/newTags";
import { classChange, classPath, rejectClassChange } from "./rules/classChange";
import { rejectRemovedFieldGroups, removedFieldGroups } from "./rules/removedFieldGroups";
import { freshDelete, freshRead } from "./rules/staleReads";
import { keptUnion, noteRemovedUnion, withUnion } from "./rules/unionTag";
import { sendReferring, unresolvedReferences } from "./rules/unresolvedReferences";
import { breakingDefinitions, patchAsSent } from "./schemaDefinitions/changes";
import {
  areFields,
  hasSameKeys,
  seenLike,
  wantedLike,
  withStoredDefinitions,
} from "./schemaDefinitions/forms";
import { localReferencesIn, withLocalsOf } from "./schemaDefinitions/references";
import { jsonObject, listOf, text } from "./shapes";
import { identityOfMember, membersLike, referenceOf, withClassFirst } from "./spelling/classFirst";
import {
  contradiction,
  formRules,
  notedAsSeen,
  withAllOf,
  withRecordedChoices,
  withRecordedForm,
  withUnknownClass,
} from "./spelling/schemaForms";
import { asSent } from "./tenant/bodies";
import { isSameId } from "./tenant/ids";
import { tenantFor, tenantIn } from "./tenant/tenantId";
import { usersIn } from "./users";

/** Members of a schema in responses of the registry, which derives them from `allOf`. Bodies of other clients have them. */
const derived = {
  "meta:class": text.optional(),
  "meta:extends": z.array(text).optional(),
  "meta:abstract": z.boolean().optional(),
  "meta:extensible": z.boolean().optional(),
};

const isObject = ({ value }: { value: unknown }) => isJsonObject(value);

/** Inputs of a schema. */
export const schemaInputs = z
  .strictObject({
    title: text,
    description: z.string().optional(),
    type: z.literal("object").optional(),
    classId: text.optional(),
    fieldGroupIds: z.array(text).optional(),
    allOf: listOf(
      z.strictObject({
        $ref: text,
        type: z.literal("object").optional(),
        "meta:xdmType": z.literal("object").optional(),
        "meta:refProperty": z.array(text).optional(),
      }),
      "must contain the class of the schema",
    ).optional(),
    definitions: jsonObject.optional(),
    "meta:immutableTags": z.array(text).optional(),
    allowBreaking: z.boolean().optional(),
    ...derived,
  })
  .refine(({ allOf, classId, fieldGroupIds }) => [allOf, classId, fieldGroupIds].some(isGiven), {
    path: ["allOf"],
    message: "is required, or classId with fieldGroupIds",
    when: isObject,
  })
  .refine(({ allOf, classId, fieldGroupIds }) => !isGiven(fieldGroupIds) || [allOf, classId].some(isGiven), {
    path: ["classId"],
    message: "is required with fieldGroupIds",
    when: isObject,
  })
  .refine((inputs) => hasClass(inputs), {
    path: ["meta:class"],
    message: "must be the $ref of a member of allOf, which selects the class",
    when: ({ value }) => isJsonObject(value) && isJsonArray(value.allOf),
  })
  .superRefine((inputs, issues) => {
    const found = contradiction(inputs);
    if (found !== undefined) {
      issues.addIssue({ code: "custom", path: [found.property], message: found.reason });
    }
  });

/** Schema: the shape of the data in a dataset. Its Pulumi id is its `$id`. */
export const schema: Definition<Scope> = {
  ...kindFacts.schema,
  ...registryResource,
  inputs: schemaInputs,
  defaults: { type: "object" },
  // The API cannot change the class. The old schema is deleted first, because titles are unique.
  replaceOnChange: { [classPath]: "deleteFirst" },
  inputRules: Object.values(formRules),
  refusals: [breakingFields, removedFieldGroups, classChange, unresolvedReferences, tagsRefused],
  unordered: { "meta:immutableTags": String, allOf: identityOfMember },
  byMember: { allOf: identityOfMember },
  sharedLists: { "meta:immutableTags": String },

  keepRecorded: withRecordedForm,
  normalize: (inputs) => withoutDerived(withAllOf(inputs)),
  asWanted: (fields, entity) => withClassFirst(fields, entity["meta:class"]),
  adjustWanted: (wanted, inputs, _session, recorded) =>
    withUnion(
      withChoices(inFormOf(withUnknownClass(wanted, inputs), recorded), inputs, recorded),
      inputs,
      recorded,
    ),
  seenLike: (view, model) => ({
    ...view,
    allOf: membersLike(view.allOf, model.allOf),
    definitions: seenLike(view.definitions, model.definitions, tenantIn(view.$id)),
  }),
  notedAsSeen,
  noteChange: noteRemovedUnion,
  recordedDoubts: keptUnion,
  rejectUpdate: (recorded, wanted, inputs) => {
    if (inputs.allowBreaking !== true) {
      const changes = breakingDefinitions(recorded.definitions, wanted.definitions);
      refuseBreakingChanges(kindFacts.schema.noun, recorded.title, changes);
    }
    rejectRemovedFieldGroups(recorded, wanted, inputs);
  },
  view: (entity) => withPlainMembers(withStoredDefinitions(entity, tenantIn(entity.$id))),

  api: (context) => {
    const { session, scope, call } = context;
    const gateway = session.gateway("aep", call);
    const registry = new SchemaRegistry(gateway, scope);
    const parts = new RegistryParts(gateway, scope);
    const catalog = new Catalog(gateway, scope);
    return {
      create: async (inputs) => {
        const whole = asSent(inputs, await tenantFor(inputs, undefined, context));
        const created = await createWithTags(whole, (body) =>
          sendReferring(context, parts, {
            body,
            exists: () => Promise.resolve(true),
            send: () => registry.create(body),
          }),
        );
        return { id: textOf(created.$id), outputs: outputsIn(created) };
      },
      read: (id, recorded) => freshRead(context, registry, id, recorded),
      listing: { collection: schemas, idKey: "$id", isShared: true, pages: () => registry.pages() },
      update: async (id, change) => {
        const { operations, wanted } = change;
        const tenantId = await tenantFor([wanted, operations], id, context);
        const patch = patchAsSent(change, tenantId);
        return outputsIn(
          await sendReferring(context, parts, {
            body: asSent(wanted, tenantId),
            exists: async () => (await registry.get(id)) !== undefined,
            send: () => registry.patch(id, patch),
          }),
        );
      },
      delete: (id, recorded) => freshDelete(context, registry, id, recorded),
      list: (title) => Array.fromAsync(registry.list(title ?? "")),
      users: (id) => usersIn("dataset", catalog.list(`schemaRef.id==${id}`), id),
    };
  },
  reachEndState: reachTags,
  beforeRemoval: rejectClassChange,
  permanence: (id, _recorded, context) => permanenceOfSchemaId(id, context),
};

/** Fields without what the registry derives: it is neither sent nor compared nor exported. */
function withoutDerived(fields: JsonObject): JsonObject {
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(derived, name)));
  return withPlainMembers(own);
}

function withPlainMembers(fields: JsonObject): JsonObject {
  return isJsonArray(fields.allOf) ? { ...fields, allOf: fields.allOf.map(withoutType) } : fields;
}

function withoutType(member: Json): Json {
  if (!isJsonObject(member)) {
    return member;
  }
  const { type: _type, "meta:xdmType": _xdmType, ...kept } = member;
  return kept;
}

function hasClass({
  "meta:class": named,
  allOf = [],
}: {
  "meta:class"?: string | undefined;
  allOf?: readonly { $ref: string }[] | undefined;
}): boolean {
  const references = allOf.map(referenceOf);
  return (
    named === undefined ||
    isUnknown(named) ||
    references.some((reference) => isUnknown(reference) || isSameId(reference, named))
  );
}

function isGiven(value: Json): boolean {
  return value !== undefined;
}

/** Wanted fields with the ids and definitions, and what uses these, in the form of the recorded ones. */
function inFormOf(wanted: JsonObject, recorded: JsonObject | undefined): JsonObject {
  if (recorded === undefined) {
    return wanted;
  }
  const allOf = membersLike(wanted.allOf, recorded.allOf);
  const [now, before] = [wanted.definitions, recorded.definitions];
  if (!isJsonObject(now) || !isJsonObject(before)) {
    return { ...wanted, allOf };
  }
  const spelled = { ...wanted, allOf, definitions: wantedLike(now, before, tenantIn(recorded.$id)) };
  const isRenamed = areFields(now) && areFields(before) && !hasSameKeys(now, before);
  const areUsed = [wanted.allOf, recorded.allOf].every((allOf) => localReferencesIn(allOf).length > 0);
  return isRenamed && areUsed ? withLocalsOf(spelled, recorded.allOf) : spelled;
}

/** Wanted fields with the recorded choices of fields, unless the program has `allOf`. */
function withChoices(wanted: JsonObject, inputs: JsonObject, recorded: JsonObject | undefined): JsonObject {
  return inputs.classId === undefined
    ? wanted
    : { ...wanted, allOf: withRecordedChoices(wanted.allOf, recorded?.allOf) };
}

/** The outputs in a response; an output that is missing there stays as recorded. */
function outputsIn(response: JsonObject): JsonObject {
  return Object.fromEntries(
    kindFacts.schema.outputs.flatMap((key) => (response[key] === undefined ? [] : [[key, response[key]]])),
  );
}
