import type { z } from "zod";
import type { JsonInput } from "./json";

/**
 * Compile-time check that argument types, which are written out for their documentation, have the same shape as the zod
 * schemas that check them at run time.
 *
 * `Scope` names the arguments that select the scope of the resource; they are checked separately.
 *
 * @example export type FlowArgsShape = Expect<SameShape<FlowArgs, typeof flowInputs>>;
 */
export type SameShape<Args, Schema extends z.ZodType, Scope extends string = "sandbox"> = Same<
  Plain<Omit<Args, Scope>>,
  Plain<z.input<Schema>>
>;

/** Fails to compile unless its argument is `true`. */
export type Expect<Condition extends true> = Condition;

type Same<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2
    ? true
    : { left: Left; right: Right };

/** A type without Pulumi's inputs around its values. A type that accepts any JSON becomes `"json"`. */
type Plain<T> = [JsonInput] extends [T]
  ? "json"
  : [T] extends [object | undefined]
    ? PlainObject<T>
    : PlainValue<T>;

type PlainValue<T> = T extends PromiseLike<unknown> | { apply: unknown } ? never : PlainObject<T>;

type PlainObject<T> = T extends PromiseLike<unknown> | { apply: unknown }
  ? never
  : T extends readonly (infer Element)[]
    ? Plain<Element>[]
    : T extends object
      ? string extends keyof T
        ? "json object"
        : { -readonly [Key in keyof T]: Plain<T[Key]> }
      : T;
