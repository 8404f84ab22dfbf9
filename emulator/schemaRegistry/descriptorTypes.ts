import { isJsonObject, type Json } from "../core/json";

/** The members of every type. */
export const sourceFields = ["@type", "xdm:sourceSchema", "xdm:sourceProperty"];

/** The members of each type in addition to those of every type. */
export const descriptorTypes: Readonly<Record<string, { required: string[]; optional: string[] }>> = {
  "xdm:descriptorIdentity": {
    required: ["xdm:sourceVersion", "xdm:namespace", "xdm:property"],
    optional: ["xdm:isPrimary"],
  },
  "xdm:descriptorReferenceIdentity": {
    required: ["xdm:sourceVersion", "xdm:identityNamespace"],
    optional: [],
  },
  "xdm:alternateDisplayInfo": {
    required: ["xdm:sourceVersion"],
    // The guide has two names for the last one: one in its sample, one in its table.
    optional: ["xdm:title", "xdm:description", "meta:enum", "xdm:excludeMetaEnum", "meta:excludeMetaEnum"],
  },
  "xdm:descriptorOneToOne": {
    required: ["xdm:sourceVersion", "xdm:destinationSchema", "xdm:destinationVersion"],
    optional: ["xdm:destinationProperty"],
  },
  "xdm:descriptorRelationship": {
    required: ["xdm:sourceVersion", "xdm:destinationSchema", "xdm:cardinality"],
    optional: [
      "xdm:destinationVersion",
      "xdm:destinationProperty",
      "xdm:destinationNamespace",
      "xdm:sourceToDestinationName",
      "xdm:destinationToSourceName",
      "xdm:sourceToDestinationTitle",
      "xdm:destinationToSourceTitle",
    ],
  },
  "xdm:descriptorPrimaryKey": { required: [], optional: ["xdm:sourceVersion"] },
  "xdm:descriptorVersion": { required: [], optional: ["xdm:sourceVersion"] },
  "xdm:descriptorTimestamp": { required: [], optional: ["xdm:sourceVersion"] },
  "xdm:descriptorDeprecated": { required: ["xdm:sourceVersion"], optional: [] },
};

/** The types that accept several fields at once. */
export const severalFields = ["xdm:descriptorPrimaryKey", "xdm:descriptorDeprecated"];

/** Members that only the service sets. */
export const readOnlyFields: readonly string[] = [
  "@id",
  "imsOrg",
  "version",
  "meta:containerId",
  "meta:sandboxId",
  "meta:sandboxType",
  "meta:registryMetadata",
];

/** Whether a value is a string and not empty. */
export const isText = (value: Json): boolean => typeof value === "string" && value !== "";
/** Whether a value is the path of a field, without the word properties. */
export const isPath = (value: Json): boolean =>
  typeof value === "string" && /^\/.*[^/]$/.test(value) && !value.startsWith("/properties/");

/** The rule for each member. */
export const shapes: Readonly<Record<string, [wanted: string, fits: (value: Json) => boolean]>> = {
  "xdm:sourceVersion": ["a major version as a number", (value) => Number.isInteger(value)],
  "xdm:destinationVersion": ["a major version as a number", (value) => Number.isInteger(value)],
  "xdm:destinationProperty": ["a path that begins with a slash and ends without one", isPath],
  "xdm:namespace": ["the code or the id of a namespace", (value) => isText(value) || Number.isInteger(value)],
  "xdm:property": ["xdm:id or xdm:code", (value) => value === "xdm:id" || value === "xdm:code"],
  "xdm:isPrimary": ["a boolean", (value) => typeof value === "boolean"],
  "xdm:cardinality": [
    "1:1, 1:0, M:1 or M:0",
    (value) => typeof value === "string" && ["1:1", "1:0", "M:1", "M:0"].includes(value),
  ],
  "xdm:title": ["an object of texts by language", isJsonObject],
  "xdm:description": ["an object of texts by language", isJsonObject],
  "meta:enum": ["an object of texts", isJsonObject],
  "xdm:excludeMetaEnum": ["an object of texts", isJsonObject],
  "meta:excludeMetaEnum": ["an object of texts", isJsonObject],
};
