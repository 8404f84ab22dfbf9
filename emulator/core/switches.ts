import type { adobeSwitches } from "../adobe/switches";
import type { azureSwitches } from "../azure/switches";
import type { catalogSwitches } from "../catalog/switches";
import type { connectorsSwitches } from "../connectors/switches";
import type { dataPrepSwitches } from "../dataPrep/switches";
import type { flowServiceSwitches } from "../flowService/switches";
import type { identityServiceSwitches } from "../identityService/switches";
import type { madconnectSwitches } from "../madconnect/switches";
import type { profileSwitches } from "../profile/switches";
import type { schemaRegistrySwitches } from "../schemaRegistry/switches";
import type { streamingIngestionSwitches } from "../streamingIngestion/switches";
import { amount, choice, type SwitchTable, type SwitchValues } from "./switchTable";

/** The switches that all services share. */
const sharedSwitches = {
  missingSandbox: choice(
    ["prod", "refuse"],
    "According to one guide, a missing x-sandbox-name means prod; the error catalogue has FLOW-2105-400 for it.",
  ),
  gatewayErrorCode: choice(
    ["string", "integer"],
    "Guides show error_code as a string, one spec as an integer.",
  ),
  unknownFields: choice(
    ["refuse", "ignore"],
    "It is undocumented what happens to unknown fields; a refusal reveals clients that send their own fields.",
  ),
  answerDelayMs: amount(0, "A remote service is slow; benchmarks set the delay before every response."),
  requestsPerSecond: amount(0, "No rate limit is documented; 0 means none."),
  retryAfter: choice(
    ["none", "seconds", "date"],
    "Whether a 429 carries Retry-After differs between sources.",
  ),
} as const;

/** The switches of all services that create entities. */
const visibilitySwitches = {
  visibleAfterMs: amount(
    0,
    "A delay between create and the first successful read is undocumented, but possible.",
  ),
  listedAfterMs: amount(
    0,
    "A delay between create and the first list with the entity is undocumented, but possible.",
  ),
} as const;

/** The values of all switches. `services.ts` does not compile if those of a service are missing. */
export interface Switches
  extends SwitchValues<typeof sharedSwitches>,
    SwitchValues<typeof adobeSwitches>,
    SwitchValues<typeof connectorsSwitches>,
    SwitchValues<typeof azureSwitches>,
    SwitchValues<typeof identityServiceSwitches>,
    SwitchValues<typeof schemaRegistrySwitches>,
    SwitchValues<typeof catalogSwitches>,
    SwitchValues<typeof profileSwitches>,
    SwitchValues<typeof dataPrepSwitches>,
    SwitchValues<typeof flowServiceSwitches>,
    SwitchValues<typeof streamingIngestionSwitches>,
    SwitchValues<typeof madconnectSwitches>,
    SwitchValues<typeof visibilitySwitches> {}

/** The name of a switch. */
export type SwitchName = keyof Switches;

/** The table of all switches: the shared ones and those of the given services. */
export function joinSwitches(services: readonly { readonly switches: SwitchTable }[]): SwitchTable {
  return Object.assign({}, sharedSwitches, ...services.map(({ switches }) => switches), visibilitySwitches);
}

/** All switches at their initial values. */
export function initialSwitches(table: SwitchTable): Switches {
  const values = Object.entries(table).map(([name, { initial }]) => [name, initial]);
  return Object.fromEntries(values) as Switches;
}

/**
 * Checks values given for switches, so that a misspelt name is never ignored.
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
