import { z } from "zod";

/** A switch: its allowed values, its initial value, and the reason why the sources leave it open. */
export interface SwitchDefinition {
  schema: z.ZodType<boolean | number | string>;
  initial: boolean | number | string;
  reason: string;
}

/**
 * Switches by name: one for every behaviour that the public sources leave open or contradict. Of a choice the first
 * value is the initial one.
 */
export type SwitchTable = Readonly<Record<string, SwitchDefinition>>;

/** The values of the switches of a table. */
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

const gatewaySwitches = {
  missingSandbox: choice(
    ["prod", "refuse"],
    "One guide says that no x-sandbox-name means prod, the error catalogue has FLOW-2105-400 for it.",
  ),
  gatewayErrorCode: choice(
    ["string", "integer"],
    "Guides show error_code as a string, one spec as an integer.",
  ),
  unknownFields: choice(
    ["refuse", "ignore"],
    "No source says what happens to fields that a body should not have; refusing shows a client that leaks its own.",
  ),
  answerDelayMs: amount(0, "A far service is slow; benchmarks set the delay they want before every answer."),
  requestsPerSecond: amount(0, "No rate limit is documented; 0 means none."),
  retryAfter: choice(
    ["none", "seconds", "date"],
    "Whether a 429 carries Retry-After differs between sources.",
  ),
} as const;

const visibilitySwitches = {
  visibleAfterMs: amount(
    0,
    "A delay between create and the first successful read is undocumented, and possible.",
  ),
  listedAfterMs: amount(
    0,
    "A delay between create and the first list that has it is undocumented, and possible.",
  ),
} as const;

/**
 * The values of all switches. Those that all services share are here; each service's `switches.ts` adds its own to
 * this interface, which keeps the core free of imports from services.
 */
export interface Switches
  extends SwitchValues<typeof gatewaySwitches>,
    SwitchValues<typeof visibilitySwitches> {}

/** The name of a switch. */
export type SwitchName = keyof Switches;

/** The table of all switches: the shared ones and those of the given services. */
export function joinSwitches(services: readonly { readonly switches: SwitchTable }[]): SwitchTable {
  return Object.assign({}, gatewaySwitches, ...services.map(({ switches }) => switches), visibilitySwitches);
}

/** All switches at their initial values. */
export function initialSwitches(table: SwitchTable): Switches {
  const values = Object.entries(table).map(([name, { initial }]) => [name, initial]);
  return Object.fromEntries(values) as Switches;
}

/**
 * Checks values given for switches, so that a misspelt name never passes for a setting.
 *
 * @throws Error naming every wrong switch.
 */
export function parseSwitches(table: SwitchTable, given: object): Partial<Switches> {
  const problems: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    const definition = Object.hasOwn(table, name) ? table[name] : undefined;
    if (definition === undefined) {
      problems.push(`there is no switch ${name}`);
      continue;
    }
    const parsed = definition.schema.safeParse(value);
    if (!parsed.success) {
      problems.push(`switch ${name}: ${parsed.error.issues.map((issue) => issue.message).join(", ")}`);
    }
  }
  if (problems.length > 0) {
    throw new Error(problems.join("; "));
  }
  return given as Partial<Switches>;
}
