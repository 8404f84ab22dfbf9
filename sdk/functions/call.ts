import * as pulumi from "@pulumi/pulumi";
import type { Services } from "../../provider/functions";
import { Problem } from "../../provider/messages/problem";
import type { JsonObject, JsonObjectInput } from "../json";
import { withRunErrors } from "./errors";
import { mockedResult } from "./mocks";
import { dependenciesOf, type InvokeOptions, readerOf, settingsOf } from "./options";

export type { InvokeOptions } from "./options";

/** Argument of every function of AEP. */
export interface SandboxOption {
  /**
   * Name of the AEP sandbox. Default: stack config `aep:sandbox`, else the environment variable `AEP_SANDBOX`, else
   * `prod`.
   */
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

/** The same arguments, with outputs of resources as values at any depth. */
export type OutputArgs<Args> = { [Key in keyof Args]: InputOf<Args[Key]> };

/**
 * @internal Runs a function with the configuration of its provider, or of the program. With mocks of Pulumi, they return the
 * result. `hidden` contains values of the call that no message may show.
 *
 * The provider is loaded here, because most programs call no function.
 */
export async function call<Result>(
  name: string,
  args: SandboxOption,
  options: InvokeOptions = {},
  run: (services: Services) => Promise<Result>,
  hidden?: unknown,
): Promise<Result> {
  const mocked = mockedResult(`aep:index:${name}`, args, options);
  if (mocked !== undefined) {
    return mocked.result as Promise<Result>;
  }
  return withRunErrors(async () => {
    const read = await readerOf(name, options);
    const { withServices } = await import("../../provider/functions.js");
    return withServices(read, args.sandbox, run, hidden);
  });
}

/** The form of a function that takes outputs of resources as arguments and returns an output. */
export function outputForm<Args extends object, Result>(
  plain: (args?: Args, opts?: InvokeOptions) => Promise<Result>,
  effect?: Effect,
): (args?: OutputArgs<Args>, opts?: InvokeOptions) => pulumi.Output<Result>;
export function outputForm<Args extends object, Result>(
  plain: (args: Args, opts?: InvokeOptions) => Promise<Result>,
  effect?: Effect,
): (args: OutputArgs<Args>, opts?: InvokeOptions) => pulumi.Output<Result>;
export function outputForm<Args extends object, Result>(
  plain: (args: Args, opts?: InvokeOptions) => Promise<Result>,
  effect: Effect = "reads",
): (args?: OutputArgs<Args>, opts?: InvokeOptions) => pulumi.Output<Result> {
  return (args, opts = {}) => {
    // Without these types, the compiler unwraps the generic types endlessly.
    const known = pulumi.output<unknown>([
      args ?? {},
      settingsOf(opts),
      dependenciesOf(opts),
    ]) as pulumi.Output<readonly unknown[]>;
    // In a preview, the result of a change is unknown.
    const isKnown = effect === "reads" || !pulumi.runtime.isDryRun();
    return known.apply(([plainArgs]): unknown =>
      isKnown ? plain(plainArgs as Args, opts) : pulumi.unknown,
    ) as pulumi.Output<Result>;
  };
}

/** Effect of a function on the service. A function that changes something does nothing in a preview. */
type Effect = "reads" | "changes";

/** @internal The error for an entity that does not exist. */
export function notFound(noun: string, id: string, { context }: Services): Problem {
  const { orgId, sandbox } = context.scope;
  return new Problem({
    what: `There is no ${noun} ${id} in sandbox ${sandbox} of organisation ${orgId}.`,
    advice: "Check the id and the sandbox.",
  });
}

/**
 * A filter in the documented form. A value with characters that would change its meaning (a comma means "or", a quote
 * ends the value) is an error.
 */
export function filter(field: string, value: string | boolean): string {
  if (typeof value === "string" && /["',<>=!~&]/.test(value)) {
    throw new Problem({
      what: `${JSON.stringify(value)} cannot be used to filter by ${field}: it contains a character of the filter language.`,
    });
  }
  return `${field}==${value}`;
}
