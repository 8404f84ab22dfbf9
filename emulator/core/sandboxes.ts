import type { Emulator } from "./emulator";
import { isJsonObject, type JsonObject, objectAt } from "./json";
import type { Sandbox } from "./options";

/** The name of the stored value with what admin calls have changed of sandboxes, by the sandbox's name. */
const changesName = "sandboxChanges";

/** What an admin call can change of a sandbox. */
export type SandboxChange = Partial<Omit<Sandbox, "name" | "id">>;

type Holder = Pick<Emulator, "settings" | "store">;

/** The sandboxes of the organisation, as they are after the admin calls. */
export function sandboxesOf({ settings, store }: Holder): Sandbox[] {
  const changes = store.value(changesName);
  // Most emulators never get such a call, and every request looks for its sandbox.
  return changes === undefined
    ? [...settings.sandboxes]
    : settings.sandboxes.map((sandbox) => ({ ...sandbox, ...objectAt(changes, sandbox.name) }));
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
