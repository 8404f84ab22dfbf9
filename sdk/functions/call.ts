import * as pulumi from "@pulumi/pulumi";
import type { Services } from "../../provider/services";

/** What every function takes. */
export interface SandboxOption {
  /** Name of the AEP sandbox. Default: stack config `aep:sandbox`, else `AEP_SANDBOX`, else `prod`. */
  sandbox?: string;
}

/** The same arguments with outputs of resources for values. */
export type OutputArgs<Args> = { [Key in keyof Args]: pulumi.Input<Args[Key]> };

/** Runs a function with the program's configuration. The provider is loaded only then: most programs call none. */
export async function call<Result>(
  { sandbox }: SandboxOption,
  run: (services: Services) => Promise<Result>,
): Promise<Result> {
  const { withServices } = await import("../../provider/services.js");
  return withServices((key) => new pulumi.Config("aep").get(key.slice("aep:".length)), sandbox, run);
}

/** The form of a function that takes outputs of resources and gives an output. */
export function outputForm<Args extends object, Result>(
  plain: (args: Args) => Promise<Result>,
): (args: OutputArgs<Args>) => pulumi.Output<Result> {
  // Without the types given here the compiler unwraps what is generic without end.
  return (args) => {
    const known = pulumi.output<unknown>(args) as pulumi.Output<unknown>;
    return known.apply((plainArgs) => plain(plainArgs as Args) as Promise<unknown>) as pulumi.Output<Result>;
  };
}

/** The error for a thing that was asked for by its id and is not there. */
export function notFound(noun: string, id: string, { reach }: Services): Error {
  const { orgId, sandbox } = reach.scope;
  return new Error(
    `There is no ${noun} ${id} in sandbox ${sandbox} of organisation ${orgId}.\nCheck the id and the sandbox.`,
  );
}

/**
 * A filter of the documented form. A value that would change its meaning (a comma is "or", a quote ends it) is
 * refused rather than sent.
 */
export function filter(field: string, value: string | boolean): string {
  if (typeof value === "string" && /["',<>=!~&]/.test(value)) {
    throw new Error(
      `${JSON.stringify(value)} cannot be looked for by ${field}: it holds a character of the filter language.`,
    );
  }
  return `${field}==${value}`;
}
