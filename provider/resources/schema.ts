import { z } from "zod";
import { Catalog } from "../api/catalog";
import { SchemaRegistry, schemas } from "../api/schemaRegistry";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { type JsonObject, valueAt } from "../values/json";
import { jsonObject, listOf, text } from "./shapes";
import { referenceOf, withClassFirst } from "./spelling/classFirst";
import { usersIn } from "./users";

/** Inputs of a schema. */
export const schemaInputs = z.strictObject({
  title: text,
  description: z.string().optional(),
  type: z.literal("object").optional(),
  allOf: listOf(z.strictObject({ $ref: text }), "must contain the class of the schema"),
  definitions: jsonObject.optional(),
  "meta:immutableTags": z.array(text).optional(),
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

  normalize: withClassFirst,
  asWanted: withClassFirst,

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

/** The outputs in a response; an output that is missing there stays as recorded. */
function outputsIn(response: JsonObject): JsonObject {
  return Object.fromEntries(
    kindFacts.schema.outputs.flatMap((key) => (response[key] === undefined ? [] : [[key, response[key]]])),
  );
}
