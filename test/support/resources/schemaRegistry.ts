import { kindFacts } from "../../../provider/kinds";
import type { PlainClient } from "../emulator/plainClient";
import type { Properties } from "../host/providerHost";
import type { KindCase, TestedApart } from "./resourceCase";

const schemaBody = {
  title: "ACME orders",
  description: "What was ordered",
  allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }],
};

/** Creates a schema, without the provider. */
export function createSchema(plain: PlainClient, title = "ACME schema"): Promise<string> {
  return plain.create(kindFacts.schema.collection, { type: "object", ...schemaBody, title });
}

/** What AEP never deletes: an enabled schema, and what it consists of. */
const readSchema = (id: unknown) => [`/tenant/schemas/${encodeURIComponent(String(id))}`];
const enabledSchemas = /^GET \/tenant\/schemas\?property=meta%3AimmutableTags/;

/** Schemas. */
export const schema: KindCase = {
  readBeforeDelete: readSchema,
  since: "0.1.0",
  body: schemaBody,
  complete: schemaBody,
  collection: "schemas",
  prepare: async () => schemaBody,
  alsoOnCreate: [],
  unguarded: true,
  unique: true,
  entityIn: (body) => body,
  change: {
    inputs: { title: "ACME orders renamed" },
    patch: [{ op: "replace", path: "/title", value: "ACME orders renamed" }],
  },
  otherChange: { inputs: { title: "ACME orders by another name" } },
  addition: {
    definitions: {
      customFields: {
        type: "object",
        properties: { _emulator: { type: "object", properties: { orderId: { type: "string" } } } },
      },
    },
  },
  additionStays: true,
  drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
  replacement: {
    inputs: { allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }] },
    replaces: ["allOf.0.$ref"],
    deleteBeforeReplace: true,
  },
  nameInput: "title",
  completed: (inputs) => ({ type: "object", ...inputs }),
};

const dataTypeFields = {
  level: { type: "string", enum: ["gold", "silver"], "meta:enum": { gold: "Gold", silver: "Silver" } },
  since: { type: "string", format: "date", required: true },
};

const dataTypeBody = { title: "ACME tier", description: "Of the loyalty program", fields: dataTypeFields };

/** Fields of a program in the registry's JSON Schema. */
function objectOf(fields: unknown): object {
  const entries = Object.entries(fields as Record<string, { required?: true }>);
  return {
    properties: Object.fromEntries(entries.map(([name, { required: _required, ...field }]) => [name, field])),
    required: entries.flatMap(([name, { required }]) => (required === true ? [name] : [])),
  };
}

/** Definitions with fields of a program in the namespace of the emulator's tenant. */
function inNamespace(fields: unknown): object {
  return { customFields: { properties: { _emulator: { type: "object", ...objectOf(fields) } } } };
}

/** Data types. */
export const dataType: KindCase = {
  readOnceBeforeDelete: enabledSchemas,
  since: "0.2.0",
  body: dataTypeBody,
  complete: dataTypeBody,
  collection: "dataTypes",
  prepare: async () => dataTypeBody,
  alsoOnCreate: [],
  unguarded: true,
  unique: true,
  createPlain: (plain, { fields, ...body }) =>
    plain.create(kindFacts.dataType.collection, { type: "object", ...body, ...objectOf(fields) }),
  entityIn: (body) => body,
  change: {
    inputs: { title: "ACME tier renamed" },
    patch: [{ op: "replace", path: "/title", value: "ACME tier renamed" }],
  },
  otherChange: { inputs: { description: "Of the old loyalty program" } },
  drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
  nameInput: "title",
};

const fieldGroupBody = {
  title: "ACME loyalty",
  description: "Of the loyalty program",
  intendedToExtend: ["https://ns.adobe.com/xdm/context/profile"],
  fields: dataTypeFields,
};

/** Field groups. */
export const fieldGroup: KindCase = {
  readOnceBeforeDelete: enabledSchemas,
  since: "0.2.0",
  body: fieldGroupBody,
  complete: fieldGroupBody,
  collection: "fieldGroups",
  prepare: async () => fieldGroupBody,
  readsTenant: true,
  alsoOnCreate: [],
  unguarded: true,
  unique: true,
  createPlain: (plain, { fields, intendedToExtend, ...body }) =>
    plain.create(kindFacts.fieldGroup.collection, {
      type: "object",
      ...body,
      "meta:intendedToExtend": intendedToExtend,
      definitions: inNamespace(fields),
      allOf: [{ $ref: "#/definitions/customFields" }],
    }),
  entityIn: (body) => body,
  change: {
    inputs: { title: "ACME loyalty renamed" },
    patch: [{ op: "replace", path: "/title", value: "ACME loyalty renamed" }],
  },
  otherChange: { inputs: { description: "Of the old loyalty program" } },
  drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
  nameInput: "title",
};

const classBody = {
  title: "ACME property",
  description: "What is let",
  behavior: "record",
  fields: dataTypeFields,
};

/** Classes. */
export const schemaClass: KindCase = {
  readOnceBeforeDelete: enabledSchemas,
  since: "0.2.0",
  body: classBody,
  complete: classBody,
  collection: "classes",
  prepare: async () => classBody,
  readsTenant: true,
  alsoOnCreate: [],
  unguarded: true,
  unique: true,
  createPlain: (plain, { fields, behavior, ...body }) =>
    plain.create(kindFacts.schemaClass.collection, {
      type: "object",
      ...body,
      definitions: inNamespace(fields),
      allOf: [
        { $ref: `https://ns.adobe.com/xdm/data/${String(behavior)}` },
        { $ref: "#/definitions/customFields" },
      ],
    }),
  entityIn: (body) => body,
  change: {
    inputs: { title: "ACME property renamed" },
    patch: [{ op: "replace", path: "/title", value: "ACME property renamed" }],
  },
  otherChange: { inputs: { description: "What was let" } },
  drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
  replacement: {
    inputs: { behavior: "time-series" },
    replaces: ["behavior"],
    deleteBeforeReplace: true,
  },
  nameInput: "title",
};

const identity = {
  type: "xdm:descriptorIdentity",
  sourceProperty: "/_{TENANT_ID}/loyaltyId",
  namespace: "Loyalty",
};

const described = {
  ...identity,
  sourceSchema: `https://ns.adobe.com/emulator/schemas/${"0".repeat(48)}`,
};

/** Creates a schema with fields of the tenant that descriptors can describe, without the provider. */
export function createDescribed(
  plain: PlainClient,
  title = "ACME members",
  names: readonly string[] = ["loyaltyId", "partnerId"],
): Promise<string> {
  const fields = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  return plain.create(kindFacts.schema.collection, {
    type: "object",
    title,
    allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }, { $ref: "#/definitions/customFields" }],
    definitions: {
      customFields: { type: "object", properties: { _emulator: { type: "object", properties: fields } } },
    },
  });
}

// Written out, so that a wrong name in the provider shows.
const words: Readonly<Record<string, string>> = {
  type: "@type",
  sourceSchema: "xdm:sourceSchema",
  sourceVersion: "xdm:sourceVersion",
  sourceProperty: "xdm:sourceProperty",
  namespace: "xdm:namespace",
  property: "xdm:property",
  isPrimary: "xdm:isPrimary",
};
const inputNames = new Map(Object.entries(words).map(([input, name]) => [name, input]));

/** The members of a descriptor with the names of the API, in the organisation of the emulator. */
function inWords(inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(inputs).map(([input, value]) => [
      words[input] ?? input,
      typeof value === "string" ? value.replace("_{TENANT_ID}", "_emulator") : value,
    ]),
  );
}

/** Descriptors. */
export const descriptor: KindCase = {
  readBeforeDelete: (_id, { sourceSchema }) => readSchema(sourceSchema),
  since: "0.2.0",
  body: identity,
  complete: described,
  collection: "descriptors",
  prepare: async (plain) => ({ ...identity, sourceSchema: await createDescribed(plain) }),
  // A field has one descriptor of each type.
  several: async (plain, count) => {
    const fields = Array.from({ length: count }, (_, index) => `field${index}`);
    const sourceSchema = await createDescribed(plain, "ACME members with many fields", fields);
    return fields.map((name) => ({ ...identity, sourceSchema, sourceProperty: `/_{TENANT_ID}/${name}` }));
  },
  alsoOnCreate: [],
  afterCreate: (id) => [`GET /tenant/descriptors/${id}`],
  afterChange: (id) => [`GET /tenant/descriptors/${id}`],
  unguarded: true,
  write: "PUT",
  sent: (wanted) => inWords({ sourceVersion: 1, property: "xdm:code", isPrimary: false, ...wanted }),
  wire: inWords,
  list: async (plain) => {
    const { items } = await plain.admin("GET", "descriptors");
    return (items as Properties[]).map((entity) =>
      Object.fromEntries(
        Object.entries(entity).map(([name, value]) => [inputNames.get(name) ?? name, value]),
      ),
    );
  },
  unique: true,
  read: async (plain, id) => {
    const { status, body } = await plain.send("GET", `${kindFacts.descriptor.collection}/${id}`);
    return status === 404 ? undefined : body;
  },
  change: { inputs: { namespace: "Members" }, patch: [] },
  otherChange: { inputs: { isPrimary: true } },
  comparedInProgram: true,
  drift: { edit: { "xdm:namespace": "ECID" }, field: "namespace", value: "ECID" },
  replacement: {
    inputs: { sourceProperty: "/_{TENANT_ID}/partnerId" },
    replaces: ["sourceProperty"],
    deleteBeforeReplace: true,
  },
  nameInput: "namespace",
  completed: (inputs) => ({ sourceVersion: 1, property: "xdm:code", isPrimary: false, ...inputs }),
};

/** Enablements of schemas for Profile. */
export const profileEnablement: TestedApart = {
  complete: {
    schemaId: `https://ns.adobe.com/emulator/schemas/${"0".repeat(48)}`,
    descriptorIds: ["an-id"],
  },
  testedIn: "test/host/profileEnablement.test.ts",
  reason: "it is a tag of a schema, which cannot be removed, and has no update",
};
