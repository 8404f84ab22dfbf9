import { type ComparedIds, type KindEdits, rename, tenantFields, textChange } from "./edit";

/** Edits of schemas and what they consist of. */
export const registryEdits = {
  dataType: {
    title: [rename("dataType", "/title")],
    description: [textChange("dataType")],
    fields: [{ of: "dataType", at: "/properties/level/type", value: "integer", shows: "fields.level.type" }],
  },
  fieldGroup: {
    title: [rename("fieldGroup", "/title")],
    description: [textChange("fieldGroup")],
    intendedToExtend: [
      {
        of: "fieldGroup",
        at: "/meta:intendedToExtend",
        value: ({ schemaClass }: ComparedIds) => [schemaClass],
        shows: "intendedToExtend",
      },
    ],
    fields: [
      {
        of: "fieldGroup",
        at: `${tenantFields}/memberId/type`,
        value: "integer",
        shows: "fields.memberId.type",
      },
      {
        of: "fieldGroup",
        at: `${tenantFields}/tier/$ref`,
        value: ({ otherDataType }: ComparedIds) => otherDataType,
        shows: "fields.tier.$ref",
      },
    ],
    fieldsAt: [
      {
        of: "fieldGroup",
        at: "/definitions/customFields/properties/person/properties/_emulator/properties/nickname/type",
        value: "integer",
        shows: "fieldsAt.person.nickname.type",
      },
    ],
    extendedGroupIds: [
      {
        of: "fieldGroup",
        at: "/allOf",
        value: [{ $ref: "#/definitions/customFields" }],
        shows: "extendedGroupIds",
      },
    ],
  },
  schemaClass: {
    title: [rename("schemaClass", "/title")],
    description: [textChange("schemaClass")],
    behavior: [
      {
        of: "schemaClass",
        at: "/allOf/0/$ref",
        value: "https://ns.adobe.com/xdm/data/time-series",
        shows: "behavior",
      },
    ],
    fields: [
      { of: "schemaClass", at: `${tenantFields}/homeId/type`, value: "integer", shows: "fields.homeId.type" },
    ],
    fieldGroupIds: [
      {
        of: "schemaClass",
        at: "/allOf/-",
        value: ({ otherFieldGroup }: ComparedIds) => ({ $ref: otherFieldGroup }),
        shows: "fieldGroupIds",
      },
    ],
  },
  schema: {
    title: [rename("schema", "/title")],
    description: [textChange("schema")],
    allOf: [
      {
        of: "schema",
        at: "/allOf/-",
        value: ({ otherFieldGroup }: ComparedIds) => ({ $ref: otherFieldGroup }),
        shows: "allOf",
      },
    ],
    definitions: [
      {
        of: "schema",
        at: `${tenantFields}/since/type`,
        value: "integer",
        shows: "definitions.customFields.properties._{TENANT_ID}.properties.since.type",
      },
    ],
    "meta:immutableTags": [
      { of: "schema", at: "/meta:immutableTags", value: ["acme"], shows: "meta:immutableTags" },
    ],
  },
} as const satisfies Readonly<Record<string, KindEdits>>;
