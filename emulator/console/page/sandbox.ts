import { effect, signal } from "@preact/signals";

const key = "aep-emulator-sandbox";

/** The name of the sandbox that lists show; empty for all, `-` for what is outside of sandboxes. */
export const sandbox = signal(sessionStorage.getItem(key) ?? "");

effect(() => sessionStorage.setItem(key, sandbox.value));
