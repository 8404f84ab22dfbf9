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

/**
 * Text.
 *
 * @example const field = aep.xdm.string({ title: "Card number", pattern: "^[0-9]{10}$" });
 */
export function string(args: StringFieldArgs = {}): FieldArgs {
  return { type: "string", ...args };
}

/**
 * A URI, as text.
 *
 * @example const field = aep.xdm.uri({ title: "Page" });
 */
export function uri(args: TextFieldArgs = {}): FieldArgs {
  return { type: "string", format: "uri", ...args };
}

/**
 * A date without time, such as `2026-01-31`.
 *
 * @example const field = aep.xdm.date({ title: "Member since" });
 */
export function date(args: TextFieldArgs = {}): FieldArgs {
  return { type: "string", format: "date", ...args };
}

/**
 * A point in time (RFC 3339), such as `2026-01-31T12:00:00Z`.
 *
 * @example const field = aep.xdm.dateTime({ title: "Last visit" });
 */
export function dateTime(args: TextFieldArgs = {}): FieldArgs {
  return { type: "string", format: "date-time", ...args };
}

/**
 * One of a few texts.
 *
 * @example const field = aep.xdm.enum({ values: { gold: "Gold", silver: "Silver" }, required: true });
 */
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

export { enumeration as enum };

/**
 * A number with decimals (XDM type `double`).
 *
 * @example const field = aep.xdm.number({ title: "Discount", minimum: 0, maximum: 1 });
 */
export function number(args: NumberFieldArgs = {}): FieldArgs {
  return { type: "number", ...args };
}

/**
 * An integer of 32 bits (XDM type `int`).
 *
 * @example const field = aep.xdm.integer({ title: "Rooms" });
 */
export function integer(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "integer", ...args };
}

/**
 * An integer of 53 bits, the range that JSON can hold exactly.
 *
 * @example const field = aep.xdm.long({ title: "Points", default: 0 });
 */
export function long(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "integer", minimum: -9_007_199_254_740_991, maximum: 9_007_199_254_740_991, ...args };
}

/**
 * An integer of 16 bits.
 *
 * @example const field = aep.xdm.short({ title: "Year" });
 */
export function short(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "integer", minimum: -32_768, maximum: 32_768, ...args };
}

/**
 * An integer of 8 bits.
 *
 * @example const field = aep.xdm.byte({ title: "Stars" });
 */
export function byte(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "integer", minimum: -128, maximum: 128, ...args };
}

/**
 * `true` or `false`.
 *
 * @example const field = aep.xdm.boolean({ title: "Newsletter", default: false });
 */
export function boolean(args: BoundedFieldArgs = {}): FieldArgs {
  return { type: "boolean", ...args };
}

/**
 * An object with own fields.
 *
 * @param properties - its fields by name
 * @param args - title, description and flags
 *
 * @example const field = aep.xdm.object({ level: aep.xdm.string(), since: aep.xdm.date() });
 */
export function object(properties: FieldsArgs, args: CommonFieldArgs = {}): FieldArgs {
  return { type: "object", properties, ...args };
}

/**
 * A list.
 *
 * @param items - its members
 * @param args - title, description and flags
 *
 * @example const field = aep.xdm.array(aep.xdm.string(), { title: "Interests" });
 */
export function array(items: FieldArgs, args: CommonFieldArgs = {}): FieldArgs {
  return { type: "array", items, ...args };
}

/**
 * Values by keys that the schema does not name. AEP recommends fewer than 16 keys.
 *
 * @example const field = aep.xdm.map({ title: "Points by month", values: "integer" });
 */
export function map({ values = "string", ...args }: MapFieldArgs = {}): FieldArgs {
  return { type: "object", "meta:xdmType": "map", additionalProperties: { type: values }, ...args };
}

/**
 * An object whose fields a data type defines.
 *
 * @param dataTypeId - `$id` of the data type: `dataType.id`, or the id of a standard one
 * @param args - title, description and flags
 *
 * @example const field = aep.xdm.ref("https://ns.adobe.com/xdm/common/address", { title: "Address" });
 */
export function ref(dataTypeId: pulumi.Input<string>, args: CommonFieldArgs = {}): FieldArgs {
  return { $ref: dataTypeId, ...args };
}
