import { z } from "zod";
import { type JsonObject, textOf } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { listOf, text } from "../shapes";
import { tenantPlaceholder } from "../tenant/placeholder";
import { tenantIn } from "../tenant/tenantId";

/** A path to a field. The registry finds no field with another form of it, and some descriptors then have no effect. */
const fieldPath = z
  .string()
  .regex(
    /^(?!\/properties\/)(\/(_\{TENANT_ID\}|[^/{}]+))+$/,
    'must be the path of a field: with "/" at its start but not at its end, without the word "properties", and with braces only in _{TENANT_ID}, such as /_{TENANT_ID}/loyalty/id',
  );

const fieldPaths = z.union([fieldPath, listOf(fieldPath)]);

const majorVersion = z.number().int().min(1).optional();

const source = { sourceSchema: text, sourceVersion: majorVersion };

const relational = { sourceSchema: text };

const destination = {
  destinationSchema: text,
  destinationVersion: majorVersion,
  destinationProperty: fieldPath.optional(),
};

/** Texts by language, such as `en_us`. */
const byLanguage = z.record(z.string(), z.string());

/** Labels of values, by value. */
const byValue = z.record(z.string(), z.string());

const label = z
  .strictObject({
    type: z.literal("xdm:descriptorLabel"),
    ...source,
    sourceProperty: fieldPath,
    labels: listOf(text),
  })
  .refine((inputs) => !isTenantObject(inputs), {
    path: ["sourceProperty"],
    message:
      "must not be the object of the tenant itself: its labels would apply to every field below it in the whole sandbox",
  });

/** Inputs of the types of descriptors. */
export const descriptorShapes = {
  identity: z.strictObject({
    type: z.literal("xdm:descriptorIdentity"),
    ...source,
    sourceProperty: fieldPath,
    namespace: text,
    property: z.enum(["xdm:code", "xdm:id"]).optional(),
    isPrimary: z.boolean().optional(),
  }),
  referenceIdentity: z.strictObject({
    type: z.literal("xdm:descriptorReferenceIdentity"),
    ...source,
    sourceProperty: fieldPath,
    identityNamespace: text,
  }),
  oneToOne: z.strictObject({
    type: z.literal("xdm:descriptorOneToOne"),
    ...source,
    sourceProperty: fieldPath,
    ...destination,
  }),
  relationship: z.strictObject({
    type: z.literal("xdm:descriptorRelationship"),
    ...source,
    sourceProperty: fieldPath,
    ...destination,
    cardinality: z.enum(["1:1", "1:0", "M:1", "M:0"]),
    destinationNamespace: text.optional(),
    sourceToDestinationName: text.optional(),
    destinationToSourceName: text.optional(),
    sourceToDestinationTitle: text.optional(),
    destinationToSourceTitle: text.optional(),
  }),
  displayInfo: z.strictObject({
    type: z.literal("xdm:alternateDisplayInfo"),
    ...source,
    sourceProperty: fieldPath,
    title: byLanguage.optional(),
    description: byLanguage.optional(),
    note: byLanguage.optional(),
    metaEnum: byValue.optional(),
    excludeMetaEnum: byValue.optional(),
  }),
  deprecated: z.strictObject({
    type: z.literal("xdm:descriptorDeprecated"),
    ...source,
    sourceProperty: fieldPaths,
  }),
  label,
  granularity: z.strictObject({
    type: z.literal("xdm:descriptorTimeSeriesGranularity"),
    ...source,
    granularity: z.enum(["hour", "day"]),
    ianaTimezone: text,
  }),
  primaryKey: z.strictObject({
    type: z.literal("xdm:descriptorPrimaryKey"),
    ...relational,
    sourceProperty: fieldPaths,
  }),
  version: z.strictObject({
    type: z.literal("xdm:descriptorVersion"),
    ...relational,
    sourceProperty: fieldPath,
  }),
  timestamp: z.strictObject({
    type: z.literal("xdm:descriptorTimestamp"),
    ...relational,
    sourceProperty: fieldPath,
  }),
} as const;

const {
  identity,
  referenceIdentity,
  oneToOne,
  relationship,
  displayInfo,
  deprecated,
  granularity,
  primaryKey,
  version,
  timestamp,
} = descriptorShapes;

/** Type of identities. */
export const identityType = identity.shape.type.value;

const types = Object.values(descriptorShapes).map(({ shape }) => shape.type.value);

/** Inputs of a descriptor: `type` decides which ones there are. */
export const descriptorInputs = z.discriminatedUnion(
  "type",
  [
    identity,
    referenceIdentity,
    oneToOne,
    relationship,
    displayInfo,
    deprecated,
    label,
    granularity,
    primaryKey,
    version,
    timestamp,
  ],
  { error: () => `must be one of ${types.join(", ")}` },
);

/** Types whose samples have no version of the schema. */
const withoutVersion: ReadonlySet<unknown> = new Set<unknown>(
  [primaryKey, version, timestamp].map(({ shape }) => shape.type.value),
);

/** Fields with the default values of their type; the service may leave these out too. */
export function withTypeDefaults(fields: JsonObject): JsonObject {
  const { type, namespace, sourceVersion, destinationSchema, destinationVersion } = fields;
  if (typeof type !== "string" || isUnknown(type)) {
    return fields;
  }
  return {
    ...fields,
    ...(withoutVersion.has(type) ? {} : { sourceVersion: sourceVersion ?? 1 }),
    ...(destinationSchema === undefined ? {} : { destinationVersion: destinationVersion ?? 1 }),
    ...(type === identity.shape.type.value
      ? {
          property: fields.property ?? (isNumber(namespace) ? "xdm:id" : "xdm:code"),
          isPrimary: fields.isPrimary ?? false,
        }
      : {}),
  };
}

// Ids of namespaces are numbers; codes begin with a letter.
function isNumber(namespace: JsonObject[string]): boolean {
  return /^\d+$/.test(textOf(namespace));
}

function isTenantObject({ sourceSchema, sourceProperty }: JsonObject): boolean {
  const tenantId = tenantIn(sourceSchema);
  return (
    sourceProperty === `/${tenantPlaceholder}` ||
    (tenantId !== undefined && sourceProperty === `/_${tenantId}`)
  );
}
