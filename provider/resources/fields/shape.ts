import { z } from "zod";
import type { InputRule } from "../../lifecycle/refusal";
import { isJsonObject, type JsonObject } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { jsonObject, text } from "../shapes";

/** JSON types of a field. The XDM types follow from them, a format and bounds. */
export const fieldTypes = ["string", "number", "integer", "boolean", "object", "array"] as const;

/** Formats of a string with an XDM type of their own. */
export const fieldFormats = ["date", "date-time", "uri"] as const;

/**
 * One field as a program writes it: the registry's JSON Schema, except that `required` is a flag of the field, which the
 * registry has as a list of its parent.
 */
export interface FieldShape {
  type?: (typeof fieldTypes)[number] | undefined;
  $ref?: string | undefined;
  title?: string | undefined;
  description?: string | undefined;
  required?: boolean | undefined;
  format?: (typeof fieldFormats)[number] | undefined;
  pattern?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  default?: string | number | boolean | undefined;
  enum?: (string | number)[] | undefined;
  "meta:enum"?: Record<string, string> | undefined;
  "meta:status"?: "deprecated" | undefined;
  "meta:xdmType"?: "map" | undefined;
  properties?: Record<string, FieldShape> | undefined;
  additionalProperties?: { type: "string" | "integer" } | undefined;
  items?: FieldShape | undefined;
}

const count = z.number().int().nonnegative();

const nameReason =
  "is no name of a field: it consists of letters, digits, dashes and underscores, and does not begin with an underscore";

/** A name of a field: the documentation allows no other characters. */
const fieldName = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** A dotted path of a standard field. Names of standard fields can begin with an underscore, and with a prefix. */
const standardPath = /^[A-Za-z0-9_:-]+(\.[A-Za-z0-9_:-]+)*$/;

/** Reports keys of another form, also beside errors in values. */
function keysLike(form: RegExp, message: string) {
  const report = (object: object, context: z.core.$RefinementCtx) => {
    for (const key of Object.keys(object).filter((one) => !form.test(one))) {
      context.addIssue({ code: "custom", path: [key], message });
    }
  };
  return [report, { when: ({ value }: { value: unknown }) => isJsonObject(value) }] as const;
}

const field: z.ZodType<FieldShape, FieldShape> = z.lazy(() =>
  z
    .strictObject({
      type: z.enum(fieldTypes).optional(),
      $ref: text.optional(),
      title: z.string().optional(),
      description: z.string().optional(),
      required: z.boolean().optional(),
      format: z.enum(fieldFormats).optional(),
      pattern: z.string().optional(),
      minLength: count.optional(),
      maxLength: count.optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
      default: z.union([z.string(), z.number(), z.boolean()]).optional(),
      enum: z.array(z.union([z.string(), z.number()])).optional(),
      "meta:enum": z.record(z.string(), z.string()).optional(),
      "meta:status": z.literal("deprecated").optional(),
      "meta:xdmType": z.literal("map").optional(),
      properties: fieldsShape.optional(),
      additionalProperties: z.strictObject({ type: z.enum(["string", "integer"]) }).optional(),
      items: field.optional(),
    })
    .superRefine((value, context) => {
      for (const { member, reason } of contradictions.filter(({ fails }) => fails(value as JsonObject))) {
        context.addIssue({ code: "custom", path: [member], message: reason });
      }
    }),
);

/** Fields by name, as a program writes them. */
export const fieldsShape = z.record(z.string(), field).superRefine(...keysLike(fieldName, nameReason));

/** Fields below standard fields, by the dotted path of these. */
export const pathsShape = z
  .record(z.string(), fieldsShape)
  .superRefine(
    ...keysLike(
      standardPath,
      "is no path of a standard field: it consists of names separated by dots, such as person.name",
    ),
  );

const definitionRules = {
  fields: { property: "definitions.*.properties", reason: "must contain the fields" },
  references: {
    property: "definitions.*",
    reason: "must not refer to other definitions (#/…): write the definition at each place that uses it",
  },
} as const satisfies Readonly<Record<string, InputRule>>;

/** The rule for raw definitions of kinds whose fields are in the namespace of the tenant. */
export const namespaceRule: InputRule = {
  property: "definitions.*.properties.*",
  reason: "must be in the namespace of the tenant: below the property _{TENANT_ID}",
};

/** Raw JSON Schema of fields, by keys of `definitions`. */
export const definitionsShape = z.record(z.string(), jsonObject).superRefine((definitions, context) => {
  for (const [key, definition] of Object.entries(definitions)) {
    if (isUnknown(definition as never)) {
      continue;
    }
    if (!isJsonObject(definition.properties) && !isUnknown(definition.properties)) {
      context.addIssue({ code: "custom", path: [key, "properties"], message: definitionRules.fields.reason });
    }
    if (hasLocalReference(definition)) {
      context.addIssue({ code: "custom", path: [key], message: definitionRules.references.reason });
    }
  }
});

/**
 * Raw JSON Schema whose fields are in the namespace of the tenant, which the registry requires.
 *
 * @param place - where the namespace can be: at the root only, or also inside other objects
 */
export function definitionsInNamespace(place: "at the root" | "at any path") {
  return definitionsShape.superRefine((definitions, context) => {
    for (const [key, definition] of Object.entries(definitions)) {
      const { properties } = isJsonObject(definition) ? definition : {};
      for (const path of outsideNamespace(properties, place)) {
        context.addIssue({ code: "custom", path: [key, ...path], message: namespaceRule.reason });
      }
    }
  });
}

/** Paths of the fields outside the namespace, whose name is the only one that begins with an underscore. */
function outsideNamespace(properties: unknown, place: "at the root" | "at any path"): string[][] {
  const fields = isJsonObject(properties) ? Object.entries(properties) : [];
  return fields.flatMap(([name, field]): string[][] => {
    if (name.startsWith("_") || isUnknown(field)) {
      return [];
    }
    const inner = isJsonObject(field) ? field.properties : undefined;
    if (place === "at any path" && isUnknown(inner)) {
      return [];
    }
    const isAround = place === "at any path" && isJsonObject(inner) && Object.keys(inner).length > 0;
    return isAround
      ? outsideNamespace(inner, place).map((path) => ["properties", name, ...path])
      : [["properties", name]];
  });
}

/** Whether fields have the form that a program can write as `fields`. */
export function areExpressible(fields: JsonObject): boolean {
  return fieldsShape.safeParse(fields).success;
}

/** A rule for one field: the member that an error is about, and when it fails. */
interface FieldRule {
  readonly member: string;
  readonly reason: string;
  fails(field: JsonObject): boolean;
}

const has = (value: unknown) => value !== undefined;

const contradictions: readonly FieldRule[] = [
  {
    member: "type",
    reason: "is required where there is no $ref",
    fails: ({ type, $ref }) => !has(type) && !has($ref),
  },
  {
    member: "items",
    reason: "is required in an array",
    fails: ({ type, items }) => type === "array" && !has(items),
  },
  {
    member: "items",
    reason: 'requires type "array"',
    fails: ({ type, items }) => has(items) && type !== "array" && !isUnknown(type),
  },
  {
    member: "properties",
    reason: 'requires type "object"',
    fails: ({ type, properties }) => has(properties) && type !== "object" && !isUnknown(type),
  },
  {
    member: "properties",
    reason: "belongs to the data type that $ref names",
    fails: ({ $ref, properties }) => has($ref) && has(properties),
  },
  {
    member: "meta:xdmType",
    reason: 'must be "map", with additionalProperties',
    fails: ({ additionalProperties, "meta:xdmType": xdmType }) =>
      has(additionalProperties) && xdmType !== "map",
  },
  {
    member: "additionalProperties",
    reason: "is required in a map",
    fails: ({ additionalProperties, "meta:xdmType": xdmType }) =>
      xdmType === "map" && !has(additionalProperties),
  },
  {
    member: "properties",
    reason: "must be left out of a map",
    fails: ({ properties, "meta:xdmType": xdmType }) => xdmType === "map" && has(properties),
  },
  {
    member: "enum",
    reason: "must not be empty",
    fails: ({ enum: values }) => Array.isArray(values) && values.length === 0,
  },
];

/**
 * The rules for fields and raw definitions.
 *
 * @param places - inputs with fields
 */
export function fieldRules(...places: readonly string[]): readonly InputRule[] {
  return [
    ...places.flatMap((place) => [
      { property: `${place}.*`, reason: nameReason },
      ...contradictions.map(({ member, reason }) => ({ property: `${place}.*.${member}`, reason })),
    ]),
    ...Object.values(definitionRules),
  ];
}

/** Whether a value contains a reference to a definition of the same resource (`#/…`). */
export function hasLocalReference(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasLocalReference);
  }
  return (
    isJsonObject(value) &&
    Object.entries(value).some(([key, entry]) =>
      key === "$ref" && typeof entry === "string" ? entry.startsWith("#") : hasLocalReference(entry),
    )
  );
}
