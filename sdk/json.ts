import type * as pulumi from "@pulumi/pulumi";

/** Any JSON value, with outputs of other resources at any depth. */
export type JsonInput = pulumi.Input<
  string | number | boolean | null | undefined | readonly JsonInput[] | JsonObjectInput
>;

/** A JSON object whose keys are the service's own, with outputs of other resources at any depth. */
export interface JsonObjectInput {
  [key: string]: JsonInput;
}

/** Any JSON value, as an output gives it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object, as an output gives it. */
export interface JsonObject {
  [key: string]: JsonValue;
}
