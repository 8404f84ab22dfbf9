import * as pulumi from "@pulumi/pulumi";
// The only list of these names is in provider/, because two lists would diverge.
import { isHarmlessParam } from "../provider/auth/harmless";
import type { JsonInput, JsonObjectInput } from "./json";

/** Marks the values of a base connection's parameters as secret, except for those that are not secret. */
export function secretParams(
  params: pulumi.Input<JsonObjectInput>,
  connection: object,
): pulumi.Input<JsonObjectInput> {
  // The keys of an output are not known yet, so the whole output is marked.
  if (pulumi.Output.isInstance(params) || params instanceof Promise) {
    return pulumi.secret<unknown>(params) as pulumi.Output<JsonObjectInput>;
  }
  return Object.fromEntries(
    Object.entries(params).map(([name, value]): [string, JsonInput] => [
      name,
      // Without the type argument, the compiler expands the recursive JSON type endlessly.
      isHarmlessParam(name, connection) || value === undefined
        ? value
        : (pulumi.secret<unknown>(value) as pulumi.Output<string>),
    ]),
  );
}
