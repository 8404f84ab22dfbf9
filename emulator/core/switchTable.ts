import { z } from "zod";

/** A switch: its allowed values, its initial value, and the reason why the sources leave it open. */
export interface SwitchDefinition {
  schema: z.ZodType<boolean | number | string>;
  initial: boolean | number | string;
  reason: string;
}

/**
 * Switches by name: one for every behaviour that the public sources leave open or contradict each other about. The
 * first value of a choice is the initial one.
 */
export type SwitchTable = Readonly<Record<string, SwitchDefinition>>;

/** The values of a table's switches. */
export type SwitchValues<Table extends SwitchTable> = {
  -readonly [Name in keyof Table]: z.infer<Table[Name]["schema"]>;
};

/** A switch that is on or off. */
export const flag = (initial: boolean, reason: string) => ({ schema: z.boolean(), initial, reason });

/** A switch with a whole number. */
export const amount = (initial: number, reason: string) => ({ schema: z.int().min(0), initial, reason });

/** A switch with one of several values. */
export const choice = <const T extends string | number>(values: readonly [T, ...T[]], reason: string) => ({
  schema: z.literal([...values]),
  initial: values[0] as T,
  reason,
});
