import type { Context } from "./context";

const given = new WeakMap<Context["session"], Set<string>>();

/** Reports a text to the user, unless this process has already reported it. The engine requests checks more than once. */
export function notice({ session, call }: Pick<Context, "session" | "call">, text: string): void {
  const texts = given.get(session) ?? new Set();
  given.set(session, texts);
  if (!texts.has(text)) {
    texts.add(text);
    call?.report(text);
  }
}
