import { isJsonObject, type Json } from "../../core/json";

/** The members of one type of descriptor besides `@type` and `xdm:sourceSchema`. */
interface DescriptorType {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** How many fields the descriptor is for: one, one or several, or the whole schema. */
  readonly source: "one" | "several" | "schema";
  /** Whether the descriptor can also be for a field group. */
  readonly ofFieldGroups?: true;
}

/** The members of each type. */
export const descriptorTypes: Readonly<Record<string, DescriptorType>> = {
  "xdm:descriptorIdentity": {
    source: "one",
    required: ["xdm:sourceVersion", "xdm:namespace", "xdm:property"],
    optional: ["xdm:isPrimary"],
  },
  "xdm:descriptorReferenceIdentity": {
    source: "one",
    required: ["xdm:sourceVersion", "xdm:identityNamespace"],
    optional: [],
  },
  "xdm:alternateDisplayInfo": {
    source: "one",
    required: ["xdm:sourceVersion"],
    // The guide has two names for the last one: one in its sample, one in its table. The note is a client's.
    optional: [
      "xdm:title",
      "xdm:description",
      "xdm:note",
      "meta:enum",
      "xdm:excludeMetaEnum",
      "meta:excludeMetaEnum",
    ],
  },
  "xdm:descriptorOneToOne": {
    source: "one",
    required: ["xdm:sourceVersion", "xdm:destinationSchema", "xdm:destinationVersion"],
    optional: ["xdm:destinationProperty"],
  },
  "xdm:descriptorRelationship": {
    source: "one",
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
  "xdm:descriptorPrimaryKey": { source: "several", required: [], optional: ["xdm:sourceVersion"] },
  "xdm:descriptorVersion": { source: "one", required: [], optional: ["xdm:sourceVersion"] },
  "xdm:descriptorTimestamp": { source: "one", required: [], optional: ["xdm:sourceVersion"] },
  "xdm:descriptorDeprecated": { source: "several", required: ["xdm:sourceVersion"], optional: [] },
  "xdm:descriptorLabel": {
    source: "one",
    required: ["xdm:sourceVersion"],
    optional: ["xdm:labels", "xdm:label"],
    ofFieldGroups: true,
  },
  "xdm:descriptorTimeSeriesGranularity": {
    source: "schema",
    required: ["xdm:sourceVersion", "xdm:granularity", "xdm:ianaTimezone"],
    optional: [],
  },
};

/** Members that only the service sets. */
export const readOnlyFields: readonly string[] = [
  "@id",
  "imsOrg",
  "version",
  "meta:containerId",
  "meta:sandboxId",
  "meta:sandboxType",
  "meta:registryMetadata",
  "created",
  "updated",
  "createdUser",
  "updatedUser",
  "createdClient",
];

/** Whether a value is a string and not empty. */
export const isText = (value: Json): boolean => typeof value === "string" && value !== "";
/** Whether a value is the path of a field, without the word properties. */
export const isPath = (value: Json): boolean =>
  typeof value === "string" && /^\/.*[^/]$/.test(value) && !value.startsWith("/properties/");

const oneOf =
  (...texts: string[]) =>
  (value: Json): boolean =>
    typeof value === "string" && texts.includes(value);

const isTexts = (value: Json): boolean => Array.isArray(value) && value.length > 0 && value.every(isText);

/** The rule for each member. */
export const shapes: Readonly<Record<string, [wanted: string, fits: (value: Json) => boolean]>> = {
  "xdm:sourceVersion": ["a major version as a number", (value) => Number.isInteger(value)],
  "xdm:destinationVersion": ["a major version as a number", (value) => Number.isInteger(value)],
  "xdm:destinationProperty": ["a path that begins with a slash and ends without one", isPath],
  "xdm:namespace": ["the code or the id of a namespace", (value) => isText(value) || Number.isInteger(value)],
  "xdm:property": ["xdm:id or xdm:code", oneOf("xdm:id", "xdm:code")],
  "xdm:isPrimary": ["a boolean", (value) => typeof value === "boolean"],
  "xdm:cardinality": ["1:1, 1:0, M:1 or M:0", oneOf("1:1", "1:0", "M:1", "M:0")],
  "xdm:title": ["an object of texts by language", isJsonObject],
  "xdm:description": ["an object of texts by language", isJsonObject],
  "xdm:note": ["an object of texts by language", isJsonObject],
  "meta:enum": ["an object of texts", isJsonObject],
  "xdm:excludeMetaEnum": ["an object of texts", isJsonObject],
  "meta:excludeMetaEnum": ["an object of texts", isJsonObject],
  "xdm:labels": ["an array of labels", isTexts],
  "xdm:label": ["an array of labels", isTexts],
  "xdm:granularity": ["hour or day", oneOf("hour", "day")],
};
