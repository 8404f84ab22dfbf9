import type { Context } from "../context";

const given = new WeakMap<Context["session"], Set<string>>();

/**
 * Reports a text to the user, unless this process has already reported it. The engine requests checks more than once.
 *
 * @param key what the text is about: another text about the same is not reported either. Default: the text.
 */
export function notice({ session, call }: Pick<Context, "session" | "call">, text: string, key = text): void {
  const texts = given.get(session) ?? new Set();
  given.set(session, texts);
  if (!texts.has(key)) {
    texts.add(key);
    call?.report(text);
  }
}
