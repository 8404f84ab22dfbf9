// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders in plain text are what is awkward here
import type { Properties } from "../host/providerHost";
import { fullSchema } from "./specs";

/** A schema to create. */
export interface PlantedSchema {
  readonly key: string;
  readonly body: Properties;
}

const profile = "https://ns.adobe.com/xdm/context/profile";
const event = "https://ns.adobe.com/xdm/context/experienceevent";

const schema = (key: string, title: string, $ref: string, more: Properties = {}): PlantedSchema => {
  const { allOf = [], ...rest } = more;
  return { key, body: { type: "object", title, allOf: [{ $ref }, ...(allOf as unknown[])], ...rest } };
};

/** Schemas; their titles are unique, as the service requires. Nothing uses the last. */
export const schemas: readonly PlantedSchema[] = [
  schema("orders", "ACME orders", event, {
    description: "Ends */ a comment, `ticks` and ${process.exit(1)}",
  }),
  schema("ordersOtherCase", "ACME Orders", event),
  schema("people", "import", profile, {
    allOf: [
      { $ref: `${profile}-person-details` },
      { $ref: `${profile}-personal-details` },
      // A schema for Profile has identities.
      { $ref: "https://ns.adobe.com/xdm/context/identitymap" },
    ],
    "meta:immutableTags": ["union"],
  }),
  schema("custom", "订单", event, {
    description: " ",
    definitions: {
      "custom-fields": {
        type: "object",
        properties: {
          _emulator: {
            type: "object",
            properties: { "1st": { type: "string" }, "a-b": { type: "integer" } },
          },
        },
      },
    },
  }),
  schema("long", "x".repeat(200), profile),
  schema("unused", "nobody's", profile),
];

/** A dataset to create. */
export interface PlantedDataset {
  readonly key: string;
  readonly schema: string;
  readonly body: Properties;
  readonly contentType?: string;
}

/** Datasets; nothing uses the last. */
export const datasets: readonly PlantedDataset[] = [
  { key: "orders", schema: "orders", body: { name: "ACME orders", description: "Two\nlines" } },
  // A twin, equal but for its id.
  { key: "ordersTwin", schema: "orders", body: { name: "ACME orders", description: "Two\nlines" } },
  { key: "ordersOtherCase", schema: "ordersOtherCase", body: { name: "acme orders" } },
  {
    key: "people",
    schema: "people",
    body: {
      name: "constructor",
      tags: { unifiedProfile: ["enabled:true"], unifiedIdentity: ["enabled:true"], "a/b-c": ["${d}", "`"] },
    },
  },
  {
    key: "custom",
    schema: "custom",
    body: { name: "../..", enableErrorDiagnostics: true },
    contentType: "application/vnd.adobe.xed+json;version=1",
  },
  {
    key: "long",
    schema: "long",
    body: {
      name: "y".repeat(200),
      fileDescription: { persisted: true, containerFormat: "parquet", format: "parquet" },
    },
  },
  { key: "unused", schema: "unused", body: { name: "nobody's" } },
];

/** A mapping set to create. */
export interface PlantedMappingSet {
  readonly key: string;
  readonly name?: string;
  readonly schema: string;
  readonly mappings: readonly Properties[];
  /** Sent in the shape of older guides. */
  readonly older?: true;
  readonly inputSchema?: Properties;
  /** Its later mappings, each a version. */
  readonly later?: readonly (readonly Properties[])[];
}

const attribute = (source: string, destination: string) => ({ sourceType: "ATTRIBUTE", source, destination });
const expression = (source: string, destination: string) => ({
  sourceType: "EXPRESSION",
  source,
  destination,
});

const simple = [attribute("Id", "_id"), attribute("OrderedAt", "timestamp")];

/** Mapping sets; nothing uses the last. */
export const mappingSets: readonly PlantedMappingSet[] = [
  { key: "orders", name: "ACME orders", schema: "orders", mappings: simple },
  // A twin, equal but for its id.
  { key: "ordersTwin", name: "ACME orders", schema: "orders", mappings: simple },
  { key: "shared", name: "await", schema: "orders", mappings: simple },
  {
    key: "expressions",
    name: "`${name}` */",
    schema: "ordersOtherCase",
    mappings: [
      { ...attribute("Id", "_id"), name: 'it\'s "the" id\n', description: "*/ `${x}` \\" },
      expression('concat("a\\b", \' \', Last, "`${y}`")', "person.name.fullName"),
      expression("iif(a == '*/', \"//\", to_object(b))", "person.name.firstName"),
    ],
    inputSchema: { "a-b": { "1": "string", "${c}": ["`"] } },
  },
  {
    key: "older",
    schema: "orders",
    older: true,
    mappings: [
      {
        sourceAttribute: "Id",
        destinationXdmPath: "_id",
        identity: false,
        identityGroup: null,
        namespaceCode: null,
        version: 0,
      },
      {
        sourceAttribute: "Email",
        destinationXdmPath: "personalEmail.address",
        identity: true,
        identityGroup: "email",
        namespaceCode: "Email",
        version: 0,
      },
    ],
  },
  { key: "people", name: "constructor", schema: "people", mappings: [attribute("Id", "_id")] },
  {
    key: "changed",
    name: "changed",
    schema: "custom",
    mappings: [attribute("Id", "_id")],
    later: [[attribute("OrderId", "_id")], [attribute("OrderId", "_id"), attribute("At", "timestamp")]],
  },
  {
    key: "lagging",
    name: "lagging",
    schema: "orders",
    mappings: [attribute("Id", "_id")],
    later: [[attribute("OrderId", "_id")], simple],
  },
  { key: "long", name: "z".repeat(200), schema: "long", mappings: [attribute("Id", "_id")] },
  { key: "nameless", schema: "custom", mappings: [attribute("Id", "_id")] },
  { key: "unused", name: "nobody's", schema: "orders", mappings: simple },
];

/** A mapping set's body in one of its versions. */
export function mappingSetBody(
  { name, older, inputSchema }: PlantedMappingSet,
  schemaId: string,
  mappings: readonly Properties[],
): Properties {
  const shape =
    older === true
      ? { version: 0, xdmSchema: schemaId, xdmVersion: "1.0", id: null }
      : { outputSchema: { schemaRef: { id: schemaId, contentType: fullSchema } } };
  return {
    ...(name === undefined ? {} : { name }),
    ...(inputSchema === undefined ? {} : { inputSchema }),
    ...shape,
    mappings,
  };
}
