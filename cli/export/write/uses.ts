import { exportedKinds } from "../kinds";
import { hasApproval } from "../model/approvals";
import type { Entry, Model } from "../model/model";
import { isSecretKey } from "../model/programProvider";
import { isSecret } from "../model/settings";

/** Whether the statements of an entity read the stack's config. */
export function readsConfig(entry: Entry): boolean {
  return entry.settings.length > 0 || hasApproval(entry);
}

/** Whether entities of a kind hold or describe data that must not be lost. */
export function isData(kind: Entry["entity"]["kind"]): boolean {
  const { home } = exportedKinds[kind];
  return home !== "connections" && home !== "flow";
}

/** Whether the program creates an entity that it protects. */
export function createsData({ role, entity }: Entry): boolean {
  return role === "created" && isData(entity.kind);
}

/** A config key without which the program does not run. */
export interface RequiredKey {
  readonly key: string;
  readonly isSecret: boolean;
}

/** The config keys without which the program does not run, each once. Those of the provider have its namespace. */
export function requiredKeys(model: Model): RequiredKey[] {
  const keys = model.entries
    .flatMap(({ settings }) => settings)
    .filter(({ is }) => is !== "pinned version")
    .map((setting): [string, RequiredKey] => [
      setting.key,
      { key: setting.key, isSecret: isSecret(setting) },
    ]);
  const { provider } = model;
  const ofProvider = (provider?.keys ?? []).map((key) => ({
    key: `${provider?.name}:${key}`,
    isSecret: isSecretKey(key),
  }));
  return [...new Map(keys).values(), ...ofProvider];
}
