import { isMarkedSecret, textsIn } from "../../provider/cliApi";
import type { Pulumi } from "./commandLine";
import {
  exportStack,
  type StackConfig,
  type StackExport,
  type StateResource,
  stackConfigEntries,
} from "./stack";

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
  return { config, state, secrets: secretsOfStack(config, state) };
}

/**
 * The secrets of a config and of a state that was exported in clear. Parts of connection strings that are in clear elsewhere
 * in the state, such as the name of a storage account, are no secrets: without them, ids of Azure would be unreadable.
 */
export function secretsOfStack(config: StackConfig, state: StackExport): string[] {
  const clear = new Set((state.deployment.resources ?? []).flatMap(clearTextsOf));
  const all = [...secretsOfConfig(config), ...secretsWithin(state.deployment)];
  return [...new Set(all.map((secret) => withoutClearParts(secret, clear)))].filter((one) => one !== "");
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

/** The texts of a resource that are in clear, and the parts of an id of Azure. */
function clearTextsOf({ id = "", inputs, outputs }: StateResource): string[] {
  const parts = /^\/subscriptions\//i.test(id) ? id.split("/") : [];
  return [...parts, ...[inputs, outputs].flatMap(unmarkedTexts)];
}

function unmarkedTexts(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  const isSearched = typeof value === "object" && value !== null && !isMarkedSecret(value);
  return isSearched ? Object.values(value).flatMap(unmarkedTexts) : [];
}

/** Names of parts that are secret, wherever else their values are. */
const secretName = /key|pass|pwd|secret|sig|token|credential/i;

function withoutClearParts(secret: string, clear: ReadonlySet<string>): string {
  const isClear = (part: string) => {
    const [, name = "", value = ""] = /^([\w .-]{1,40})=([^;&?\r\n]+)[;&?\r\n]*$/.exec(part) ?? [];
    return value !== "" && !secretName.test(name) && clear.has(value);
  };
  return secret
    .split(/(?<=[;&?\r\n])/)
    .filter((part) => !isClear(part))
    .join("");
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
