import type { Emulator } from "./emulator";
import { isJsonObject, type JsonObject, objectAt } from "./json";
import { type Sandbox, type SandboxOption, sandboxOf } from "./options";

/** The name of the stored value with what admin calls have changed of sandboxes, by the sandbox's name. */
const changesName = "sandboxChanges";

/** The name of the stored value with the sandboxes that admin calls have added. */
const addedName = "addedSandboxes";

/** What an admin call can change of a sandbox. */
export type SandboxChange = Partial<Omit<Sandbox, "name" | "id">>;

type Holder = Pick<Emulator, "settings" | "store">;

/** The sandboxes of the organisation, as they are after the admin calls: those of the start, then the added ones. */
export function sandboxesOf({ settings, store }: Holder): Sandbox[] {
  const changes = store.value(changesName);
  const added = (store.value(addedName) ?? []) as unknown as Sandbox[];
  // Most emulators never get such a call, and every request looks for its sandbox.
  if (changes === undefined && added.length === 0) {
    return [...settings.sandboxes];
  }
  const initial = new Set(settings.sandboxes.map(({ name }) => name));
  // The emulator can be restarted with an option for a sandbox that was added before.
  return [...settings.sandboxes, ...added.filter(({ name }) => !initial.has(name))].map((sandbox) => ({
    ...sandbox,
    ...objectAt(changes, sandbox.name),
  }));
}

/**
 * Adds a sandbox as an administrator of the organisation would; it is ready at once.
 *
 * @throws Error if there is one with this name.
 */
export function addSandbox(holder: Holder, option: SandboxOption): Sandbox {
  if (sandboxesOf(holder).some(({ name }) => name === option.name)) {
    throw new Error(`there is already a sandbox ${option.name}`);
  }
  const sandbox = sandboxOf(option);
  const added = holder.store.value(addedName);
  holder.store.setValue(addedName, [...(Array.isArray(added) ? added : []), { ...sandbox }]);
  return sandbox;
}

/** The default sandbox of the organisation: its first production sandbox. */
export function isDefaultSandbox(holder: Holder, { name }: Sandbox): boolean {
  return sandboxesOf(holder).find(({ type }) => type === "production")?.name === name;
}

/** Changes a sandbox as an administrator of the organisation would. */
export function changeSandbox({ store }: Holder, { name }: Sandbox, change: SandboxChange): void {
  const changes = store.value(changesName);
  const before: JsonObject = isJsonObject(changes) ? changes : {};
  store.setValue(changesName, { ...before, [name]: { ...objectAt(before, name), ...change } });
}
