import * as pulumi from "@pulumi/pulumi";
import type { Services } from "../../provider/functions";
import type { JsonObject, JsonObjectInput } from "../json";

/** What every function takes. */
export interface SandboxOption {
  /** Name of the AEP sandbox. Default: stack config `aep:sandbox`, else `AEP_SANDBOX`, else `prod`. */
  sandbox?: string;
}

type Primitive = string | number | boolean | undefined;

/** A value with outputs of resources at any depth. */
type InputOf<Value> = pulumi.Input<[Value] extends [Primitive] ? Value : InputParts<Value>>;

type InputParts<Value> = Value extends Primitive
  ? Value
  : JsonObject extends Value
    ? JsonObjectInput
    : Value extends readonly (infer Member)[]
      ? InputOf<Member>[]
      : { [Key in keyof Value]: InputOf<Value[Key]> };

/** The same arguments with outputs of resources for values, at any depth. */
export type OutputArgs<Args> = { [Key in keyof Args]: InputOf<Args[Key]> };

/**
 * Runs a function with the program's configuration. The provider is loaded only then: most programs call none.
 * `hidden` holds values of the call that no message may show.
 */
export async function call<Result>(
  { sandbox }: SandboxOption,
  run: (services: Services) => Promise<Result>,
  hidden?: unknown,
): Promise<Result> {
  const { withServices } = await import("../../provider/functions.js");
  return withServices(readConfig, sandbox, run, hidden);
}

/** Reads the program's configuration. */
export function readConfig(key: string): string | undefined {
  return new pulumi.Config("aep").get(key.slice("aep:".length));
}

/** The form of a function that takes outputs of resources and gives an output. */
export function outputForm<Args extends object, Result>(
  plain: (args?: Args) => Promise<Result>,
  effect?: Effect,
): (args?: OutputArgs<Args>) => pulumi.Output<Result>;
export function outputForm<Args extends object, Result>(
  plain: (args: Args) => Promise<Result>,
  effect?: Effect,
): (args: OutputArgs<Args>) => pulumi.Output<Result>;
export function outputForm<Args extends object, Result>(
  plain: (args: Args) => Promise<Result>,
  effect: Effect = "reads",
): (args?: OutputArgs<Args>) => pulumi.Output<Result> {
  // Without the types given here the compiler unwraps what is generic without end.
  return (args) => {
    const known = pulumi.output<unknown>(args ?? {}) as pulumi.Output<unknown>;
    // What a preview does not bring about is not known in it.
    const isKnown = effect === "reads" || !pulumi.runtime.isDryRun();
    return known.apply((plainArgs): unknown =>
      isKnown ? plain(plainArgs as Args) : pulumi.unknown,
    ) as pulumi.Output<Result>;
  };
}

/** What a function does to the service: one that changes something does nothing in a preview. */
type Effect = "reads" | "changes";

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
