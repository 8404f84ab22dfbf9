import { z } from "zod";
import { SchemaRegistry, schemas } from "../api/schemaRegistry";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { wordOrQuoted } from "../messages/foreignText";
import { textOf } from "../values/json";
import { addTags, schemaUnknown } from "./profile/addTags";
import { forgetEnabledSchemas, permanenceOfSchemaId } from "./profile/chain";
import { isEnabledSchema, union } from "./profile/enabledSchema";
import { untilShown } from "./rules/consistency";
import { registryPauses } from "./rules/registryPauses";
import { text } from "./shapes";

/** Inputs of an enablement. */
export const profileEnablementInputs = z.strictObject({
  schemaId: text.refine((id) => !id.startsWith("_"), "must be the $id of a schema: pass schema.id"),
  descriptorIds: z.array(text).optional(),
});

/** Enablement of a schema for Profile: the tag `union` of the schema. Its Pulumi id is the `$id` of the schema. */
export const profileEnablement: Definition<Scope> = {
  ...kindFacts.profileEnablement,
  inputs: profileEnablementInputs,
  // The tag exists once, whoever has set it.
  findsOnly: true,
  defaults: {},
  replaceOnChange: { schemaId: "createFirst" },
  refusals: [schemaUnknown],
  idKey: "$id",
  versioned: false,
  furtherReads: registryPauses.missing,
  // Its id is that of the schema.
  label: ({ schemaId }, id) => (id === undefined ? `of the schema ${wordOrQuoted(textOf(schemaId))}` : ""),

  api: (context) => {
    const registry = new SchemaRegistry(context.session.gateway("aep", context.call), context.scope);
    return {
      create: async ({ schemaId }) => {
        const id = await addTags(textOf(schemaId), [union], registry, context);
        forgetEnabledSchemas(context.session);
        return { id, outputs: {} };
      },
      read: (id) => enabledSchema(registry, id),
      // The same list as for schemas, so that a refresh reads both at once.
      listing: { collection: schemas, idKey: "$id", isShared: true, pages: () => registry.pages() },
      // The definition's `permanence` decides: there is nothing to delete unless the schema is enabled, and then AEP cannot.
      delete: async () => {},
      list: async () => (await Array.fromAsync(registry.pages())).flat().filter(isEnabledSchema),
      users: async () => [],
    };
  },
  // A list also shows schemas that are not enabled: for one of them, a value that no input has makes the provider read it again.
  view: (schema) => ({ $id: schema.$id, schemaId: isEnabledSchema(schema) ? schema.$id : "" }),
  permanence: (id, _recorded, context) => permanenceOfSchemaId(id, context),
  reachEndState: async (id, wanted, _outputs, context) => {
    if (context.call.operation === "create") {
      const registry = new SchemaRegistry(context.session.gateway("aep", context.call), context.scope);
      await untilShown(profileEnablement, id, wanted, (one) => enabledSchema(registry, one), context);
    }
    return {};
  },
};

async function enabledSchema(registry: SchemaRegistry, id: string) {
  const schema = await registry.get(id);
  return schema !== undefined && isEnabledSchema(schema) ? schema : undefined;
}
