import { isMarkedSecret, textsIn } from "../../provider/cliApi";
import type { Pulumi } from "./commandLine";
import { exportStack, type StackConfig, type StackExport, stackConfigEntries } from "./stack";

/** The config and the state of a stack, secrets in clear: no output may contain these. */
export interface ClearStack {
  readonly config: StackConfig;
  readonly state: StackExport;
  /** All secrets in both. */
  readonly secrets: readonly string[];
}

/** Reads the config and the state of a stack with their secrets. */
export async function clearStack(pulumi: Pulumi, stack: string): Promise<ClearStack> {
  const [config, state] = await Promise.all([
    stackConfigEntries(pulumi, stack),
    exportStack(pulumi, stack, "decrypted"),
  ]);
  return { config, state, secrets: [...secretsOfConfig(config), ...secretsOfState(state)] };
}

/** The secret values of a config. */
export function secretsOfConfig(config: StackConfig): string[] {
  return Object.values(config).flatMap(({ value, secret }) => {
    if (value === undefined || secret !== true) {
      return [];
    }
    // An object is one value as JSON.
    return [value, ...textsIn(parsed(value))];
  });
}

/** The secret values of a state that was exported in clear. */
export function secretsOfState({ deployment }: StackExport): string[] {
  return [...new Set(secretsWithin(deployment))];
}

function secretsWithin(value: unknown): string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  if (isMarkedSecret(value)) {
    return typeof value.plaintext === "string" ? textsIn(parsed(value.plaintext)) : [];
  }
  return Object.values(value).flatMap(secretsWithin);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
