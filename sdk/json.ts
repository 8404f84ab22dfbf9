import type * as pulumi from "@pulumi/pulumi";

/** Any JSON value, with outputs of other resources at any depth. */
export type JsonInput = pulumi.Input<
  string | number | boolean | null | undefined | readonly JsonInput[] | JsonObjectInput
>;

/** A JSON object with the keys that the service defines, with outputs of other resources at any depth. */
export interface JsonObjectInput {
  [key: string]: JsonInput;
}

/** Any JSON value, as in an output. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object, as in an output. */
export interface JsonObject {
  [key: string]: JsonValue;
}
