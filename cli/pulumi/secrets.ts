import { isJsonObject, textsIn } from "../../provider/cliApi";
import type { Pulumi } from "./commandLine";
import { exportStack, isMarkedSecret, type StackConfig, type StackExport, stackConfigEntries } from "./stack";

/** All secrets of a stack, those of its config and of its state, so that no output shows them. */
export async function stackSecrets(pulumi: Pulumi, stack: string): Promise<string[]> {
  const [config, state] = await Promise.all([
    stackConfigEntries(pulumi, stack),
    exportStack(pulumi, stack, "decrypted"),
  ]);
  return [...secretsOfConfig(config), ...secretsOfState(state)];
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
  if (isJsonObject(value) && isMarkedSecret(value)) {
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
