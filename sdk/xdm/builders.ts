import type * as pulumi from "@pulumi/pulumi";
import type { FieldArgs, FieldsArgs } from "../xdm";

/** What every field can have. */
export type CommonFieldArgs = Pick<FieldArgs, "title" | "description" | "required" | "meta:status">;

/** Arguments of {@link string}. */
export type StringFieldArgs = CommonFieldArgs &
  Pick<FieldArgs, "pattern" | "minLength" | "maxLength" | "default" | "meta:enum">;

/** Arguments of {@link uri}, {@link date} and {@link dateTime}. */
export type TextFieldArgs = CommonFieldArgs & Pick<FieldArgs, "default">;

/** Arguments of {@link number}. */
export type NumberFieldArgs = CommonFieldArgs & Pick<FieldArgs, "minimum" | "maximum" | "default">;

/** Arguments of types whose bounds are fixed, such as {@link long}. */
export type BoundedFieldArgs = CommonFieldArgs & Pick<FieldArgs, "default">;

/** Arguments of {@link enumeration}, which programs call `xdm.enum`. */
export interface EnumFieldArgs extends CommonFieldArgs {
  /** The values: a list, or labels by value. */
  values: readonly string[] | { readonly [value: string]: string };
  /** Whether other values are allowed too, so that these are only suggestions. Default: `false`. */
  suggested?: boolean;
  /** Value of records that leave the field out. Default: none. */
  default?: pulumi.Input<string>;
}

/** Arguments of {@link map}. */
export interface MapFieldArgs extends CommonFieldArgs {
  /** Type of the values. Default: `string`. */
  values?: "string" | "integer";
}

/** Text. */
export function string(args: StringFieldArgs = {}): FieldArgs {
  return { type: "string", ...args };
}

/** A URI, as text. */
export function uri(args: TextFieldArgs = {}): FieldArgs {
  return { type: "string", format: "uri", ...args };
}

/** A date without time, such as `2026-01-31`. */
export function date(args: TextFieldArgs = {}): FieldArgs {
  return { type: "string", format: "date", ...args };
}

/** A point in time (RFC 3339), such as `2026-01-31T12:00:00Z`. */
export function dateTime(args: TextFieldArgs = {}): FieldArgs {
  return { type: "string", format: "date-time", ...args };
}

function enumeration({ values, suggested = false, ...args }: EnumFieldArgs): FieldArgs {
  const labels = isList(values) ? Object.fromEntries(values.map((value) => [value, value])) : { ...values };
  return {
    type: "string",
    ...(suggested ? {} : { enum: Object.keys(labels) }),
    "meta:enum": labels,
    ...args,
  };
}

// Array.isArray alone does not exclude a readonly list from the other type.
function isList(values: EnumFieldArgs["values"]): values is readonly string[] {
  return Array.isArray(values);
}

/** One of a few texts. */
export { enumeration as enum };

/** A number with decimals (XDM type `double`). */
export function number(args: NumberFieldArgs = {}): FieldArgs {
  return { type: "number", ...args };
}

/** An integer of 32 bits (XDM type `int`). */
export function integer(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "integer", ...args };
}

/** An integer of 53 bits, the range that JSON can hold exactly. */
export function long(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "integer", minimum: -9_007_199_254_740_991, maximum: 9_007_199_254_740_991, ...args };
}

/** An integer of 16 bits. */
export function short(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "integer", minimum: -32_768, maximum: 32_768, ...args };
}

/** An integer of 8 bits. */
export function byte(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "integer", minimum: -128, maximum: 128, ...args };
}

/** `true` or `false`. */
export function boolean(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "boolean", ...args };
}

/**
 * An object with own fields.
 *
 * @param properties - its fields by name
 * @param args - title, description and flags
 */
export function object(properties: FieldsArgs, args: CommonFieldArgs = {}): FieldArgs {
  return { type: "object", properties, ...args };
}

/**
 * A list.
 *
 * @param items - its members
 * @param args - title, description and flags
 */
export function array(items: FieldArgs, args: CommonFieldArgs = {}): FieldArgs {
  return { type: "array", items, ...args };
}

/** Values by keys that the schema does not name. AEP recommends fewer than 16 keys. */
export function map({ values = "string", ...args }: MapFieldArgs = {}): FieldArgs {
  return { type: "object", "meta:xdmType": "map", additionalProperties: { type: values }, ...args };
}

/**
 * An object whose fields a data type defines.
 *
 * @param dataTypeId - `$id` of the data type: `dataType.id`, or the id of a standard one
 * @param args - title, description and flags
 */
export function ref(dataTypeId: pulumi.Input<string>, args: CommonFieldArgs = {}): FieldArgs {
  return { $ref: dataTypeId, ...args };
}
