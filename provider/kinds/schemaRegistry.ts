import type { ErrorPattern, InUsePattern, KindFacts } from "./facts";

/** The newer and the older form of the error for an entity that does not exist. */
function goneIn(collection: string): ErrorPattern[] {
  const path = new RegExp(`/tenant/${collection}/`);
  return [
    { status: 404, code: /^XDM-\d+-404$/, path },
    { status: 404, title: "NotFoundError", path },
  ];
}

/** The refusal to delete an entity in use. No source documents its status and code, so the users of the entity decide. */
function inUseIn(collection: string, reason: string): InUsePattern[] {
  const path = new RegExp(`/tenant/${collection}/`);
  return [400, 409].map((status) => ({ status, path, reason, passes: false }));
}

/** Data type of the Schema Registry. */
export const dataType = {
  service: "aep",
  noun: "data type",
  type: "aep:DataType",
  scope: "sandbox",
  collection: "/data/foundation/schemaregistry/tenant/datatypes",
  fields: {
    title: "body",
    description: "body",
    fields: "body",
    // Check makes it a part of `fields`, which is sent and compared.
    definitions: "noted",
    allowBreaking: "noted",
  },
  outputs: ["schemaId", "altId", "version"],
  movingOutputs: ["version"],
  gone: goneIn("datatypes"),
  inUse: inUseIn("datatypes", "field groups, classes or data types use this data type"),
  permissions: ["View Schemas", "Manage Schemas"],
  export: {
    word: "DataType",
    home: "dataTypes",
    reads: "all",
    references: { "fields.**.$ref": "dataType", "definitions.**.$ref": "dataType" },
    servicesOwn: ["type", "properties", "allOf", "refs", "required"],
  },
} as const satisfies KindFacts;

/** Field group of the Schema Registry. */
export const fieldGroup = {
  service: "aep",
  noun: "field group",
  type: "aep:FieldGroup",
  scope: "sandbox",
  collection: "/data/foundation/schemaregistry/tenant/fieldgroups",
  fields: {
    title: "body",
    description: "body",
    intendedToExtend: "body",
    fields: "body",
    fieldsAt: "body",
    extendedGroupIds: "body",
    // Check makes it a part of `fields` and `fieldsAt`, which are sent and compared.
    definitions: "noted",
    allowBreaking: "noted",
  },
  outputs: ["schemaId", "altId", "version"],
  movingOutputs: ["version"],
  gone: goneIn("fieldgroups"),
  inUse: inUseIn("fieldgroups", "schemas, classes or field groups use this field group"),
  permissions: ["View Schemas", "Manage Schemas"],
  export: {
    word: "FieldGroup",
    home: { folder: "fieldGroups" },
    reads: "all",
    references: {
      "fields.**.$ref": "dataType",
      "fieldsAt.**.$ref": "dataType",
      "definitions.**.$ref": "dataType",
      "extendedGroupIds.*": "fieldGroup",
      "intendedToExtend.*": "schemaClass",
    },
    servicesOwn: ["type", "properties", "allOf", "refs", "required"],
  },
} as const satisfies KindFacts;

/** Class of the Schema Registry. */
export const schemaClass = {
  service: "aep",
  noun: "class",
  type: "aep:SchemaClass",
  scope: "sandbox",
  collection: "/data/foundation/schemaregistry/tenant/classes",
  fields: {
    title: "body",
    description: "body",
    behavior: "body",
    fields: "body",
    fieldGroupIds: "body",
    // Check makes it a part of `fields`, which is sent and compared.
    definitions: "noted",
    allowBreaking: "noted",
  },
  outputs: ["schemaId", "altId", "version"],
  movingOutputs: ["version"],
  gone: goneIn("classes"),
  inUse: inUseIn("classes", "schemas use this class"),
  permissions: ["View Schemas", "Manage Schemas"],
  export: {
    word: "SchemaClass",
    home: { folder: "classes" },
    reads: "all",
    references: {
      "fields.**.$ref": "dataType",
      "definitions.**.$ref": "dataType",
      "fieldGroupIds.*": "fieldGroup",
    },
    servicesOwn: ["type", "properties", "allOf", "refs", "required"],
  },
} as const satisfies KindFacts;

/** Schema of the Schema Registry. */
export const schema = {
  service: "aep",
  noun: "schema",
  type: "aep:Schema",
  scope: "sandbox",
  collection: "/data/foundation/schemaregistry/tenant/schemas",
  fields: {
    title: "body",
    description: "body",
    type: "body",
    classId: "noted",
    fieldGroupIds: "noted",
    allOf: "body",
    definitions: "body",
    "meta:immutableTags": "body",
    allowBreaking: "noted",
  },
  outputs: ["$id", "meta:altId", "version"],
  movingOutputs: ["version"],
  gone: goneIn("schemas"),
  inUse: inUseIn("schemas", "datasets use this schema"),
  permissions: ["View Schemas", "Manage Schemas"],
  export: {
    word: "Schema",
    home: "data",
    reads: "all",
    references: {
      classId: "schemaClass",
      "fieldGroupIds.*": "fieldGroup",
      "allOf.*.$ref": ["schemaClass", "fieldGroup"],
      "definitions.**.$ref": "dataType",
    },
    servicesOwn: ["properties", "refs", "required"],
  },
} as const satisfies KindFacts;

/** Enablement of a schema for Profile: the tag `union` of the schema. */
export const profileEnablement = {
  service: "aep",
  noun: "Profile enablement",
  type: "aep:ProfileEnablement",
  scope: "sandbox",
  collection: "/data/foundation/schemaregistry/tenant/schemas",
  fields: {
    schemaId: "body",
    // It only orders creations and deletions.
    descriptorIds: "noted",
  },
  outputs: [],
  // Errors about schemas.
  gone: [],
  inUse: [],
  permissions: ["View Schemas", "Manage Schemas"],
  export: {
    word: "Enablement",
    home: "data",
    reads: { of: "schemaId" },
    references: { schemaId: "schema", "descriptorIds.*": "descriptor" },
    // What the schema has is exported with the schema.
    servicesOwn: [
      "$id",
      "title",
      "description",
      "type",
      "allOf",
      "definitions",
      "properties",
      "refs",
      "required",
    ],
  },
} as const satisfies KindFacts;

/** Descriptor of the Schema Registry: what a schema or a field of it means. */
export const descriptor = {
  service: "aep",
  noun: "descriptor",
  type: "aep:Descriptor",
  scope: "sandbox",
  collection: "/data/foundation/schemaregistry/tenant/descriptors",
  fields: {
    type: "body",
    sourceSchema: "body",
    sourceVersion: "body",
    sourceProperty: "body",
    namespace: "body",
    property: "body",
    isPrimary: "body",
    identityNamespace: "body",
    destinationSchema: "body",
    destinationVersion: "body",
    destinationProperty: "body",
    destinationNamespace: "body",
    cardinality: "body",
    sourceToDestinationName: "body",
    destinationToSourceName: "body",
    sourceToDestinationTitle: "body",
    destinationToSourceTitle: "body",
    title: "body",
    description: "body",
    note: "body",
    metaEnum: "body",
    excludeMetaEnum: "body",
    labels: "body",
    granularity: "body",
    ianaTimezone: "body",
  },
  spelling: { sourceVersion: "number", destinationVersion: "number", isPrimary: "boolean" },
  outputs: ["adopted"],
  gone: goneIn("descriptors"),
  // A field has one descriptor of each type.
  alwaysDeletedFirst: true,
  inUse: [],
  permissions: ["View Schemas", "Manage Schemas"],
  // Adobe's pages "Access control overview" and "View effective policies", which has the types of descriptors as resource
  // types of their own. Labels: "Manage data usage labels"; older pages call the permission "Apply Data Usage Labels".
  furtherPermissions: {
    "Manage Identity Metadata": "identities",
    "Manage Relationships": "relationships",
    "Manage Usage Labels": "labels",
  },
  export: {
    word: "Descriptor",
    home: "data",
    reads: { of: "sourceSchema" },
    references: { sourceSchema: ["schema", "fieldGroup"], destinationSchema: "schema" },
    names: {
      namespace: "identityNamespace",
      identityNamespace: "identityNamespace",
      destinationNamespace: "identityNamespace",
    },
    servicesOwn: ["created", "updated", "createdUser", "updatedUser"],
  },
} as const satisfies KindFacts;
