import { z } from "zod";
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
      for (const [member, message] of contradictionsIn(value as JsonObject)) {
        context.addIssue({ code: "custom", path: [member], message });
      }
    }),
);

/** Fields by name, as a program writes them. */
export const fieldsShape = z
  .record(z.string(), field)
  .superRefine(
    ...keysLike(
      fieldName,
      "is no name of a field: it consists of letters, digits, dashes and underscores, and does not begin with an underscore",
    ),
  );

/** Fields below standard fields, by the dotted path of these. */
export const pathsShape = z
  .record(z.string(), fieldsShape)
  .superRefine(
    ...keysLike(
      standardPath,
      "is no path of a standard field: it consists of names separated by dots, such as person.name",
    ),
  );

/** Raw JSON Schema of fields, by keys of `definitions`. */
export const definitionsShape = z.record(z.string(), jsonObject).superRefine((definitions, context) => {
  for (const [key, definition] of Object.entries(definitions)) {
    if (isUnknown(definition as never)) {
      continue;
    }
    if (!isJsonObject(definition.properties) && !isUnknown(definition.properties)) {
      context.addIssue({ code: "custom", path: [key, "properties"], message: "must contain the fields" });
    }
    if (hasLocalReference(definition)) {
      const message =
        "must not refer to other definitions (#/…): write the definition at each place that uses it";
      context.addIssue({ code: "custom", path: [key], message });
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
        const message = "must be in the namespace of the tenant: below the property _{TENANT_ID}";
        context.addIssue({ code: "custom", path: [key, ...path], message });
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

function contradictionsIn(field: JsonObject): [member: string, message: string][] {
  const {
    type,
    $ref,
    items,
    properties,
    additionalProperties,
    enum: values,
    "meta:xdmType": xdmType,
  } = field;
  const has = (value: unknown) => value !== undefined;
  const failures: [boolean, string, string][] = [
    [!has(type) && !has($ref), "type", "is required where there is no $ref"],
    [type === "array" && !has(items), "items", "is required in an array"],
    [has(items) && type !== "array" && !isUnknown(type), "items", 'requires type "array"'],
    [has(properties) && type !== "object" && !isUnknown(type), "properties", 'requires type "object"'],
    [has($ref) && has(properties), "properties", "belongs to the data type that $ref names"],
    [
      has(additionalProperties) && xdmType !== "map",
      "meta:xdmType",
      'must be "map", with additionalProperties',
    ],
    [xdmType === "map" && !has(additionalProperties), "additionalProperties", "is required in a map"],
    [xdmType === "map" && has(properties), "properties", "must be left out of a map"],
    [Array.isArray(values) && values.length === 0, "enum", "must not be empty"],
  ];
  return failures.flatMap(([failed, member, message]): [string, string][] =>
    failed ? [[member, message]] : [],
  );
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
