import { say } from "./state";

/** Runs an action of a person, and shows its result or why it failed. */
export async function act(done: string, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    say(done);
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
    return false;
  }
}

/** Copies a text. */
export function copy(text: string, what: string): Promise<boolean> {
  return act(`${what} is in the clipboard.`, async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Browsers allow the clipboard only on https and on the loopback interface.
      copyBySelection(text);
    }
  });
}

function copyBySelection(text: string): void {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (!isCopied) {
    throw new Error("The browser does not allow copying.");
  }
}
