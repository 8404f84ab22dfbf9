import type { z } from "zod";
import type { JsonInput } from "./json";

/**
 * Compile-time check that argument types, which are written out for their docs, and the zod schemas that check them at
 * run time have the same shape, so that neither can drift from the other.
 *
 * `Place` names the arguments that say where the thing lives: they are checked apart.
 *
 * @example export type FlowArgsShape = Expect<SameShape<FlowArgs, typeof flowInputs>>;
 */
export type SameShape<Args, Schema extends z.ZodType, Place extends string = "sandbox"> = Same<
  Plain<Omit<Args, Place>>,
  Plain<z.input<Schema>>
>;

/** Fails to compile unless its argument is `true`. */
export type Expect<Condition extends true> = Condition;

type Same<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2
    ? true
    : { left: Left; right: Right };

/** A type without Pulumi's inputs around its values. Whatever takes any JSON becomes `"json"`. */
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
