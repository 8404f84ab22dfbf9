import { z } from "zod";
import { Catalog } from "../api/catalog";
import { SchemaRegistry, schemas } from "../api/schemaRegistry";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { isJsonArray, isJsonObject, type Json, type JsonObject, valueAt } from "../values/json";
import { isUnknown } from "../values/unknown";
import { jsonObject, listOf, text } from "./shapes";
import { referenceOf, withClassFirst } from "./spelling/classFirst";
import { usersIn } from "./users";

/** Members of a schema in responses of the registry, which derives them from `allOf`. Bodies of other clients have them. */
const derived = {
  "meta:class": text.optional(),
  "meta:extends": z.array(text).optional(),
  "meta:abstract": z.boolean().optional(),
  "meta:extensible": z.boolean().optional(),
};

/** Inputs of a schema. */
export const schemaInputs = z
  .strictObject({
    title: text,
    description: z.string().optional(),
    type: z.literal("object").optional(),
    allOf: listOf(
      z.strictObject({
        $ref: text,
        type: z.literal("object").optional(),
        "meta:xdmType": z.literal("object").optional(),
        "meta:refProperty": z.array(text).optional(),
      }),
      "must contain the class of the schema",
    ),
    definitions: jsonObject.optional(),
    "meta:immutableTags": z.array(text).optional(),
    ...derived,
  })
  .refine((inputs) => hasClass(inputs), {
    path: ["meta:class"],
    message: "must be the $ref of a member of allOf, which selects the class",
    when: ({ value }) => isJsonObject(value) && isJsonArray(value.allOf),
  });

/** Schema: the shape of the data in a dataset. Its Pulumi id is its `$id`. */
export const schema: Definition<Scope> = {
  ...kindFacts.schema,
  inputs: schemaInputs,
  defaults: { type: "object" },
  // The API cannot change the class. The old schema is deleted first, because titles are unique.
  replaceOnChange: { "allOf.0.$ref": "deleteFirst" },
  unordered: { "meta:immutableTags": String, allOf: referenceOf },
  byMember: { allOf: referenceOf },
  idKey: "$id",
  versioned: false,

  normalize: (inputs) => withoutDerived(withClassFirst(inputs)),
  asWanted: (fields, entity) => withClassFirst(fields, entity["meta:class"]),
  view: withPlainMembers,

  api: ({ session, scope, call }) => {
    const registry = new SchemaRegistry(session.gateway("aep", call), scope);
    const catalog = new Catalog(session.gateway("aep", call), scope);
    return {
      create: async (body) => {
        const created = await registry.create(body);
        return { id: String(created.$id), outputs: outputsIn(created) };
      },
      read: (id) => registry.get(id),
      listing: { collection: schemas, idKey: "$id", pages: () => registry.pages() },
      update: async (id, { operations }) => outputsIn(await registry.patch(id, operations)),
      delete: (id) => registry.delete(id),
      list: (title) => Array.fromAsync(registry.list(title ?? "")),
      users: (id) => usersIn("dataset", catalog.list(`schemaRef.id==${id}`), id),
    };
  },
  creation: (entity) => ({
    at: valueAt(entity, ["meta:registryMetadata", "repo:createdDate"]),
    client: valueAt(entity, ["meta:registryMetadata", "xdm:createdClientId"]),
  }),
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

function hasClass(inputs: {
  "meta:class"?: string | undefined;
  allOf: readonly { $ref: string }[];
}): boolean {
  const { "meta:class": named, allOf } = inputs;
  const references = allOf.map(referenceOf);
  return (
    named === undefined ||
    isUnknown(named) ||
    references.some((reference) => isUnknown(reference) || reference === named)
  );
}

/** The outputs in a response; an output that is missing there stays as recorded. */
function outputsIn(response: JsonObject): JsonObject {
  return Object.fromEntries(
    kindFacts.schema.outputs.flatMap((key) => (response[key] === undefined ? [] : [[key, response[key]]])),
  );
}
