import type { Context } from "../context";

/**
 * Reports a text to the user, unless this process has already reported it.
 *
 * @param key what the text is about: another text about the same is not reported either. Default: the text.
 */
export function notice({ session, call }: Pick<Context, "session" | "call">, text: string, key = text): void {
  if (session.run.isFirstReport(key)) {
    call?.report(text);
  }
}
