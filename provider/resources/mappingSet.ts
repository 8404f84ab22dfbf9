import { z } from "zod";
import { DataPrep, mappingSets, versionIn } from "../api/dataPrep";
import { FlowService } from "../api/flowService";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition, HookContext } from "../lifecycle/definition";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf, valueAt } from "../values/json";
import { isUnknown } from "../values/unknown";
import { jsonObject, listOf, text } from "./shapes";
import { tenantPlaceholder, usesPlaceholder, withPlaceholder, withTenant } from "./tenant/placeholder";
import { tenantIn, tenantOf } from "./tenant/tenantId";
import { flowsUsing } from "./users";

const sourceType = z.enum(["ATTRIBUTE", "EXPRESSION", "STATIC"]);

const currentMapping = z.strictObject({
  sourceType,
  source: text,
  destination: text,
  name: z.string().optional(),
  description: z.string().optional(),
});

const legacyMembers = {
  destinationXdmPath: text,
  identity: z.boolean().optional(),
  identityGroup: z.string().nullable().optional(),
  namespaceCode: z.string().nullable().optional(),
  version: z.number().int().optional(),
};

const legacyMapping = z.strictObject({ ...legacyMembers, sourceAttribute: text });

const legacyExpression = z.strictObject({ ...legacyMembers, sourceExpression: text, sourceType });

const schemaReference = z.strictObject({
  schemaRef: z.strictObject({ id: text, contentType: text.optional() }),
});

// A page gives both, for the same schema. Values of another shape have their own errors.
function namesOneSchema({ outputSchema, xdmSchema }: JsonObject): boolean {
  if (outputSchema === undefined || xdmSchema === undefined) {
    return outputSchema !== undefined || xdmSchema !== undefined;
  }
  const reference = isJsonObject(outputSchema) ? outputSchema.schemaRef : undefined;
  const id = isJsonObject(reference) ? reference.id : undefined;
  return id === undefined || isUnknown(id) || isUnknown(xdmSchema) || id === xdmSchema;
}

/** Inputs of a mapping set, in the current form of the API or in the form of older guides. */
export const mappingSetInputs = z
  .strictObject({
    name: text.optional(),
    outputSchema: schemaReference.optional(),
    inputSchema: jsonObject.optional(),
    xdmSchema: text.optional(),
    xdmVersion: text.optional(),
    id: z.null().optional(),
    version: z.number().int().optional(),
    mappings: listOf(z.union([currentMapping, legacyMapping, legacyExpression])),
  })
  .refine(namesOneSchema, {
    path: ["outputSchema"],
    message: "requires either outputSchema or, in the older form, xdmSchema, or both with the same schema",
    // Errors and unknown values in the mappings do not matter here.
    when: ({ value }) => isJsonObject(value),
  });

/** Keys of a mapping that hold the path of a field of the schema, in the current and in the older form. */
const destinationKeys = ["destination", "destinationXdmPath"];

/** How Data Prep returns a source type. Only the first is documented; the others follow its pattern. */
const sourceTypes: Readonly<Record<string, string>> = {
  "text/x.schema-path": "ATTRIBUTE",
  "text/x.aep-xl": "EXPRESSION",
  "text/x.static": "STATIC",
};

/** Mapping set: maps the fields of a source to fields of a schema. Every change creates the next version. */
export const mappingSet: Definition<Scope> = {
  ...kindFacts.mappingSet,
  inputs: mappingSetInputs,
  defaults: { "outputSchema.schemaRef.contentType": "application/vnd.adobe.xed-full+json;version=1" },
  replaceOnChange: {},
  unordered: { mappings: destinationOf },
  alike: Object.fromEntries(destinationKeys.map((key) => [`mappings.*.${key}`, meaningOfDestination])),
  versioned: false,
  writeCounter: "version",

  api: (context) => {
    const { session, scope, call } = context;
    const dataPrep = new DataPrep(session.gateway("aep", call), scope);
    const flowService = new FlowService(session.gateway("aep", call), scope);
    return {
      create: async (body) => {
        const { id, version } = await dataPrep.create(await asSent(body, context));
        return { id, outputs: { version } };
      },
      listing: { collection: mappingSets, idKey: "id", pages: () => dataPrep.pages() },
      read: (id, recorded) => newest(dataPrep, id, versionIn(recorded)),
      update: async (id, { wanted }) => {
        const { version } = await dataPrep.put(id, await asSent(wanted, context));
        return version === undefined ? {} : { version };
      },
      delete: async (id) => {
        const refusal = await dataPrep.delete(id);
        if (refusal !== undefined) {
          call.report(
            `The mapping set ${id} stays on the service, which does not delete mapping sets (status ${refusal.status}). ` +
              "It is harmless and no longer in this stack's state.",
          );
        }
      },
      list: (name) => Array.fromAsync(dataPrep.list(name)),
      users: (id) => flowsUsing(flowService, `transformations[].params.mappingId==${id}`, id),
    };
  },
  outlives: () => "Adobe documents no deletion of mapping sets, so AEP can refuse it",
  normalize: ({ id: _id, version: _version, ...inputs }) =>
    isJsonArray(inputs.mappings) ? { ...inputs, mappings: inputs.mappings.map(asWritten) } : inputs,
  view: (entity) => ({
    ...entity,
    version: versionIn(entity),
    mappings: isJsonArray(entity.mappings)
      ? entity.mappings.map(asWritten).map((mapping) => withPlaceholders(mapping, tenantOfSchema(entity)))
      : entity.mappings,
  }),
  creation: (entity) => ({ at: entity.createdDate, client: undefined }),
};

// No source documents whether a read without a version returns the newest or the first version. If the version is older
// than the recorded one, the recorded one is requested.
async function newest(
  dataPrep: DataPrep,
  id: string,
  recorded: number | undefined,
): Promise<JsonObject | undefined> {
  const found = await dataPrep.get(id);
  const older = recorded !== undefined && (versionIn(found) ?? recorded) < recorded;
  return found !== undefined && older ? ((await dataPrep.get(id, recorded)) ?? found) : found;
}

/** A mapping as programs write it. Its version and id change with every version of the set. */
function asWritten(mapping: Json): Json {
  if (!isJsonObject(mapping)) {
    return mapping;
  }
  const { version, id, sourceType, ...kept } = mapping;
  if (typeof sourceType !== "string") {
    return kept;
  }
  return { ...kept, sourceType: sourceTypes[sourceType] ?? sourceType };
}

/** Identifies a mapping within its set: each destination occurs once, whichever way its tenant is written. */
function destinationOf(mapping: Json): string {
  if (!isJsonObject(mapping)) {
    return "";
  }
  const destination = textOf(mapping.destination ?? mapping.destinationXdmPath);
  return destination.replace(/^_(\{TENANT_ID\}|[\w-]+)(?=\.)/, tenantPlaceholder);
}

/** The tenant of the schema that data is mapped to, which needs no request. */
function tenantOfSchema(fields: JsonObject): string | undefined {
  return tenantIn(valueAt(fields, "outputSchema.schemaRef.id") ?? fields.xdmSchema);
}

/** A destination in the form in which all ways to write its tenant are equal. */
function meaningOfDestination(destination: Json, fields: JsonObject): Json {
  const tenantId = tenantOfSchema(fields);
  return tenantId === undefined ? destination : withPlaceholder(destination, tenantId);
}

function withPlaceholders(mapping: Json, tenantId: string | undefined): Json {
  return tenantId === undefined
    ? mapping
    : withDestinations(mapping, (one) => withPlaceholder(one, tenantId));
}

/** Fields as they are sent, with the tenant in the destinations. */
async function asSent(fields: JsonObject, context: HookContext<Scope>): Promise<JsonObject> {
  const { mappings } = fields;
  if (!isJsonArray(mappings) || !mappings.some(hasPlaceholder)) {
    return fields;
  }
  const tenantId = tenantOfSchema(fields) ?? (await tenantOf(context));
  return {
    ...fields,
    mappings: mappings.map((mapping) => withDestinations(mapping, (one) => withTenant(one, tenantId))),
  };
}

function hasPlaceholder(mapping: Json): boolean {
  return isJsonObject(mapping) && destinationKeys.some((key) => usesPlaceholder(mapping[key]));
}

function withDestinations(mapping: Json, change: (destination: Json) => Json): Json {
  if (!isJsonObject(mapping)) {
    return mapping;
  }
  const changed = destinationKeys.flatMap((key) =>
    mapping[key] === undefined ? [] : [[key, change(mapping[key])]],
  );
  return { ...mapping, ...Object.fromEntries(changed) };
}
