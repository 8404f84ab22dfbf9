import { Problem, type ProblemParts } from "../messages/problem";

/** A rule for inputs, in the words of the error about inputs that break it; `…` is in place of values. */
export interface InputRule {
  /** Path of the property, as a program writes it. */
  readonly property: string;
  readonly reason: string;
}

/** Something that the provider refuses for one kind of resource. Its error contains the advice, and the reference lists it. */
export interface Refusal {
  /** When the provider refuses it: in a preview, in `pulumi up`, or before a deletion. */
  readonly step: "preview" | "up" | "deletion";
  /** What is refused, as a sentence without its full stop. */
  readonly title: string;
  /** The code with which the service refuses it too. Default: none is documented. */
  readonly code?: string;
  /** What to do; an error that knows the values in question may say it with these. */
  readonly advice: string;
}

/** What is refused for one kind of resource only. */
export interface Refusing {
  /**
   * Rules for inputs that the schema of the inputs does not contain: those for new entities, and for inputs of several
   * resources. Default: none.
   */
  readonly inputRules?: readonly InputRule[];
  /** What else the provider refuses. Default: nothing. */
  readonly refusals?: readonly Refusal[];
}

/** The error for a refusal. */
export function refused(
  { advice }: Refusal,
  parts: Omit<ProblemParts, "credentials">,
  options?: ErrorOptions,
): Problem {
  return new Problem({ advice, ...parts }, options);
}

/** A text of a rule or a refusal with values in place of each `…`. */
export function filled(text: string, ...values: readonly string[]): string {
  return text.split("…").reduce((before, after, index) => `${before}${values[index - 1] ?? "…"}${after}`);
}
