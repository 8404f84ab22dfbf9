import { descriptors as collection, Descriptors } from "../api/descriptors";
import { fieldGroups, SchemaRegistry, schemas } from "../api/schemaRegistry";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition, HookContext } from "../lifecycle/definition";
import { quotedText, wordOrQuoted } from "../messages/foreignText";
import { isJsonArray, type JsonObject, textOf, valueAt } from "../values/json";
import {
  existingDescriptor,
  existsOtherwise,
  isDuplicate,
  lostTime,
  managedTwice,
} from "./descriptor/duplicate";
import { descriptorInputs, identityType, withTypeDefaults } from "./descriptor/inputs";
import { onceSchemasAreVisible } from "./descriptor/newSchemas";
import { failuresTogether, togetherRules } from "./descriptor/together";
import { asSent, fromService, meaningOfNamespace, withPathsLike, withUris } from "./descriptor/wire";
import { permanenceOfSchemaId } from "./profile/chain";
import { untilShown } from "./rules/consistency";
import { registryPauses } from "./rules/registryPauses";
import { meaningOfId } from "./tenant/ids";
import { usesPlaceholder } from "./tenant/placeholder";
import { collectionIn, tenantIn, tenantOf } from "./tenant/tenantId";

/** Descriptor: what a schema or a field of it means. Its Pulumi id is its `@id`. */
export const descriptor: Definition<Scope> = {
  ...kindFacts.descriptor,
  inputs: descriptorInputs,
  defaults: {},
  // They identify a descriptor: a field has one of each type. The old one is deleted first, because a schema has, for
  // example, one primary identity.
  replaceOnChange: { type: "deleteFirst", sourceSchema: "deleteFirst", sourceProperty: "deleteFirst" },
  alike: {
    sourceSchema: meaningOfId,
    destinationSchema: meaningOfId,
    namespace: meaningOfNamespace,
    identityNamespace: meaningOfNamespace,
    destinationNamespace: meaningOfNamespace,
  },
  idKey: "@id",
  versioned: false,
  unique: {
    rule: "A field has one descriptor of each type",
    remedy: "remove that resource from the program",
  },
  furtherReads: registryPauses.missing,

  normalize: withTypeDefaults,
  seenLike: withPathsLike,
  adjustWanted: (wanted, _inputs, _session, recorded) =>
    recorded === undefined ? wanted : withPathsLike(wanted, recorded),
  view: fromService,
  label: labelOf,
  failuresOfRun: failuresTogether,
  inputRules: togetherRules,
  refusals: [managedTwice, existsOtherwise],

  api: (context) => {
    const { session, scope, call } = context;
    const descriptors = new Descriptors(session.gateway("aep", call), scope);
    // A label can belong to a field group.
    const get = (schemaId: string) => {
      const place = collectionIn(schemaId) === "mixins" ? fieldGroups : schemas;
      return new SchemaRegistry(session.gateway("aep", call), scope, place).get(schemaId);
    };
    let lostAt: number | undefined;
    return {
      create: async (inputs) => {
        const beganAt = session.clock.now();
        const tenantId = await tenantFor(inputs, context);
        const body = withUris(inputs, tenantId);
        try {
          const wire = asSent(body, tenantId);
          const send = () => descriptors.create(wire);
          return { id: await onceSchemasAreVisible(context, get, body, send), outputs: {} };
        } catch (error) {
          lostAt ??= lostTime(error, beganAt);
          if (!isDuplicate(error)) {
            throw error;
          }
          const refused = { definition: descriptor, descriptors, context, body, lostAt, refusal: error };
          const { id, isOurs } = await existingDescriptor(refused);
          if (!isOurs) {
            // A resource that was renamed without an alias still has it, and is deleted afterwards.
            session.adopted.set(id, call.urn);
          }
          return { id, outputs: isOurs ? {} : { adopted: true } };
        }
      },
      read: (id) => descriptors.get(id),
      listing: { collection, idKey: "@id", pages: () => descriptors.pages() },
      update: async (id, { wanted }) => {
        const tenantId = await tenantFor(wanted, context);
        await descriptors.put(id, asSent(withUris(wanted, tenantId), tenantId));
        return {};
      },
      delete: async (id, recorded) => {
        if (recorded.adopted === true) {
          // A replacement adopts it again.
          session.handedOut.delete(id);
          call.report(
            `The descriptor ${labelOf(recorded)} (${id}) is removed from the state only. It stays in sandbox ` +
              `${textOf(recorded.sandbox)}, because it existed before and may belong to someone else.`,
          );
          return;
        }
        await descriptors.delete(id);
      },
      list: async () => (await Array.fromAsync(descriptors.pages())).flat(),
      // Nothing that the provider knows prevents the deletion of a descriptor.
      users: async () => [],
    };
  },
  // Before the POST, so that a failure certainly created nothing.
  complete: async (inputs, context, step) => {
    if (step === "create") {
      await tenantFor(inputs, context);
    }
    return inputs;
  },
  // An adopted one is never deleted, and other types can be deleted.
  permanence: async (_id, recorded, context) => {
    if (recorded.type !== identityType || recorded.adopted === true) {
      return undefined;
    }
    const { sourceSchema } = withUris(recorded, await tenantFor(recorded, context));
    return permanenceOfSchemaId(textOf(sourceSchema), context);
  },
  creation: (entity) => ({
    at: entity.created ?? valueAt(entity, ["meta:registryMetadata", "repo:createdDate"]),
    client: entity.createdClient ?? valueAt(entity, ["meta:registryMetadata", "xdm:createdClientId"]),
  }),
  // The service does not know who owns a descriptor.
  observed: {
    names: ["adopted"],
    read: async (_id, _view, { adopted }) => (adopted === true ? { adopted } : {}),
  },
  awaitShown: async (id, written, context) => {
    const descriptors = new Descriptors(context.session.gateway("aep", context.call), context.scope);
    await untilShown(descriptor, id, written, (one) => descriptors.get(one), context);
  },
};

/** The tenant for paths and ids with the placeholder: that of a schema, which needs no request, or else that of the organisation. */
async function tenantFor(fields: JsonObject, context: HookContext<Scope>): Promise<string | undefined> {
  const { sourceProperty, destinationProperty, sourceSchema, destinationSchema } = fields;
  if (!usesPlaceholder([sourceProperty, destinationProperty, sourceSchema, destinationSchema])) {
    return undefined;
  }
  return tenantIn(sourceSchema) ?? tenantIn(destinationSchema) ?? (await tenantOf(context));
}

/** Type and field of a descriptor: it has no name. */
function labelOf({ type, sourceProperty }: JsonObject): string {
  const fields = [isJsonArray(sourceProperty) ? sourceProperty : [sourceProperty]].flat();
  const paths = fields.flatMap((field) => (field === undefined ? [] : [quotedText(textOf(field))]));
  return [wordOrQuoted(textOf(type)), ...paths].join(" ");
}
