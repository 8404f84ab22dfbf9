import { z } from "zod";

/** A value of a switch. */
type SwitchValue = boolean | number | string;

/** What is used of a zod schema. The published types import nothing of zod, whose types not every TypeScript can read. */
interface ValueSchema<Value> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: Value }
    | { success: false; error: { issues: readonly { readonly message: string }[] } };
}

/** A switch: its allowed values, its initial value, and the reason why the sources leave it open. */
export interface SwitchDefinition<Value extends SwitchValue = SwitchValue> {
  schema: ValueSchema<Value>;
  initial: Value;
  /** The values of a choice, and those of an amount that are no numbers. */
  values: readonly Value[];
  reason: string;
}

/**
 * Switches by name: one for every behaviour that the public sources leave open or contradict each other about. The
 * first value of a choice is the initial one.
 */
export type SwitchTable = Readonly<Record<string, SwitchDefinition>>;

/** The values of a table's switches. */
export type SwitchValues<Table extends SwitchTable> = {
  -readonly [Name in keyof Table]: Table[Name] extends SwitchDefinition<infer Value> ? Value : never;
};

/** A switch that is on or off. */
export function flag(initial: boolean, reason: string): SwitchDefinition<boolean> {
  return { schema: z.boolean(), initial, values: [true, false], reason };
}

/** A switch with a whole number. */
export function amount(initial: number, reason: string): SwitchDefinition<number> {
  return { schema: z.int().min(0), initial, values: [], reason };
}

/** A switch with a whole number, or `never`. */
export function amountOrNever(initial: number | "never", reason: string): SwitchDefinition<number | "never"> {
  return { schema: z.union([z.int().min(0), z.literal("never")]), initial, values: ["never"], reason };
}

/** A switch with one of several values. */
export function choice<const T extends string | number>(
  values: readonly [T, ...T[]],
  reason: string,
): SwitchDefinition<T> {
  return { schema: z.literal([...values]), initial: values[0], values, reason };
}
