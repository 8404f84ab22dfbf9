import { z } from "zod";
import { identityServiceSwitches } from "../../../emulator/identityService/switches";
import type { SwitchName } from "../../../emulator/index";
import { profileSwitches } from "../../../emulator/profile/switches";
import { switchTable } from "../../../emulator/services";

/** Switches of other services that are about Profile, or about what it needs of a schema. */
const others = [
  "dataSetServerMembers",
  "dataSetUsedByMergePolicy",
  "deleteIdentityOfUnion",
  "deleteProfileDataSet",
  "descriptorNamespaceExistence",
  "descriptorsOfDeletedSchema",
  "profileBeforeSchema",
  "profileEnabledAt",
  "profileTagRemoval",
  "profileTagValues",
  "registryDeleteInUse",
  "registryIfMatch",
  "registryStaleReadMs",
  "registryVisibleAfterMs",
  "requireTableFormat",
  "secondPrimary",
  "unionOnCreate",
  "unionPreconditions",
  "upsertWhileEnabled",
] as const satisfies readonly SwitchName[];

/** All switches about namespaces, Profile and merge policies. */
const names = [...Object.keys(identityServiceSwitches), ...Object.keys(profileSwitches), ...others];

/** The values of switches with a number. */
const amounts: Readonly<Record<string, readonly number[]>> = {
  mergePolicyLimit: [0, 1, 5],
  registryStaleReadMs: [0, 2_000],
  registryVisibleAfterMs: [0, 3_000],
};

/** One value of a switch. */
export interface SwitchRow {
  readonly name: string;
  readonly value: boolean | number | string;
  readonly isInitial: boolean;
}

/** Every value of every switch about namespaces, Profile and merge policies; the initial ones together in the first row. */
export const profileSwitchRows: readonly SwitchRow[] = names
  .flatMap(rowsOf)
  .filter(({ isInitial }, index) => index === 0 || !isInitial);

function rowsOf(name: string): SwitchRow[] {
  const definition = Object.entries(switchTable).find(([key]) => key === name)?.[1];
  if (definition === undefined) {
    throw new Error(`There is no switch ${name}`);
  }
  const { schema, initial } = definition;
  return valuesOf(name, schema, initial).map((value) => ({ name, value, isInitial: value === initial }));
}

function valuesOf(name: string, schema: unknown, initial: unknown): readonly (boolean | number | string)[] {
  if (schema instanceof z.ZodLiteral) {
    return [...schema.values].filter((value) => typeof value === "string" || typeof value === "number");
  }
  if (typeof initial === "boolean") {
    return [true, false];
  }
  const values = amounts[name];
  if (values === undefined) {
    throw new Error(`The switch ${name} has a number: add the values to test to \`amounts\``);
  }
  return values;
}

/** A value with which AEP refuses a step of the life: the provider can only report it. */
export interface SwitchRefusal {
  readonly name: SwitchName;
  readonly value: SwitchRow["value"];
  readonly step: string;
  readonly message: RegExp;
}

/** All values with which a step of the life is refused. */
export const refusals: readonly SwitchRefusal[] = [
  {
    name: "identityAccess",
    value: "denied",
    step: "namespace",
    message: /status 401[\s\S]*gives the credential View Identity Namespaces/,
  },
  {
    name: "profileAccess",
    value: "denied",
    step: "merge policy",
    message: /status 401[\s\S]*gives the credential View Merge Policies/,
  },
  {
    // No source says what the header contains.
    name: "profileInstanceHeader",
    value: "required",
    step: "merge policy",
    message: /status 400: "The header x-profile-instance-id is missing"/,
  },
  {
    name: "mergePolicyLimit",
    value: 1,
    step: "merge policy",
    message: /status 400: ".*limit of merge policies/,
  },
  {
    name: "dataSetUsedByMergePolicy",
    value: "refuse",
    step: "destroy",
    message: /DELETE .*\/dataSets\/\w+ was refused with status 4\d\d: ".*merge polic/,
  },
  {
    name: "deleteProfileDataSet",
    value: "refuse",
    step: "destroy",
    message: /DELETE .*\/dataSets\/\w+ was refused with status 400: ".*is enabled for the profile"/,
  },
];
