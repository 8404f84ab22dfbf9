import * as pulumi from "@pulumi/pulumi";
// The one value that sdk/ takes from provider/: two lists of secret names would drift apart.
import { isHarmlessParam } from "../provider/auth/harmless";
import type { JsonInput, JsonObjectInput } from "./json";

/** Marks every value secret whose name is not on the list of harmless ones, even if the program forgot to. */
export function secretParams(params: pulumi.Input<JsonObjectInput>): pulumi.Input<JsonObjectInput> {
  // What is known only later is marked as a whole: which keys it will have is not known yet.
  if (pulumi.Output.isInstance(params) || params instanceof Promise) {
    return pulumi.secret<unknown>(params) as pulumi.Output<JsonObjectInput>;
  }
  return Object.fromEntries(
    Object.entries(params).map(([name, value]): [string, JsonInput] => [
      name,
      // Without the type argument the compiler follows the recursion of JSON without end.
      isHarmlessParam(name) || value === undefined
        ? value
        : (pulumi.secret<unknown>(value) as pulumi.Output<string>),
    ]),
  );
}
