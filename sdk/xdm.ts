import type * as pulumi from "@pulumi/pulumi";
import type { FieldShape } from "../provider/resources/fields/shape";
import type { Expect } from "./argumentShape";

/**
 * One field in the registry's own JSON Schema, with the flag `required` in place of a list in the parent. The functions of
 * `xdm`, such as `xdm.string`, return such objects.
 *
 * AEP refuses to remove, rename or retype a field once data uses it, so the provider refuses it in the preview.
 */
export interface FieldArgs {
  /** JSON type. Required unless `$ref` is set. Cannot be changed. */
  type?: pulumi.Input<"string" | "number" | "integer" | "boolean" | "object" | "array">;
  /** `$id` of the data type of the field: `dataType.id`. Cannot be changed. */
  $ref?: pulumi.Input<string>;
  /** Title in the user interface. Default: the name of the field. Updated in place. */
  title?: pulumi.Input<string>;
  /** Description in the user interface. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /** Whether every record must have the field. Default: `false`. Updated in place. */
  required?: pulumi.Input<boolean>;
  /** Format of a string, which selects its XDM type. Default: none. Cannot be changed. */
  format?: pulumi.Input<"date" | "date-time" | "uri">;
  /** Regular expression that a string must match. Default: none. Can only be removed. */
  pattern?: pulumi.Input<string>;
  /** Minimum number of characters. Default: 0. Can only be lowered. */
  minLength?: pulumi.Input<number>;
  /** Maximum number of characters. Default: no limit. Can only be raised. */
  maxLength?: pulumi.Input<number>;
  /** Minimum of a number. Default: none. Can only be lowered; of an integer it selects the XDM type and cannot be changed. */
  minimum?: pulumi.Input<number>;
  /** Maximum of a number. Default: none. Can only be raised; of an integer it selects the XDM type and cannot be changed. */
  maximum?: pulumi.Input<number>;
  /** Value of records that leave the field out. Default: none. Updated in place. */
  default?: pulumi.Input<string | number | boolean>;
  /** The only allowed values. Default: all values. Can only be extended. */
  enum?: pulumi.Input<pulumi.Input<string | number>[]>;
  /** Labels of values, by value. Without `enum`, these values are suggestions. Default: none. Updated in place. */
  "meta:enum"?: pulumi.Input<{ [value: string]: pulumi.Input<string> }>;
  /** `deprecated` hides the field in the user interface. Default: not deprecated. */
  "meta:status"?: pulumi.Input<"deprecated">;
  /** `map`, for an object with `additionalProperties`; the registry derives all other XDM types. */
  "meta:xdmType"?: pulumi.Input<"map">;
  /** Fields of an object, by name. */
  properties?: FieldsArgs;
  /** Type of the values of a map. Cannot be changed. */
  additionalProperties?: pulumi.Input<{ type: pulumi.Input<"string" | "integer"> }>;
  /** The members of an array. */
  items?: FieldArgs;
}

// Fields are no inputs of Pulumi as a whole, only their members: in the type of an input, TypeScript suggests no names of keys.
/** Fields by name. A name consists of letters, digits, dashes and underscores, and does not begin with an underscore. */
export interface FieldsArgs {
  [name: string]: FieldArgs;
}

/** A field, as in an output. */
export type Field = pulumi.Unwrap<FieldArgs>;

/** @internal Compile-time check: the arguments have the members that the provider checks. */
export type FieldArgsMembers = Expect<SameKeys<keyof FieldArgs, keyof FieldShape>>;

type SameKeys<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;
