import type { JsonObject } from "../../values/json";
import type { Context } from "../context";
import type { LeftField } from "../definition";
import { subjectOf } from "../subject";

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

/** Reports a field that `up` leaves as the service has set it, if there is one. */
export function announceLeft(
  context: Context,
  id: string,
  recorded: JsonObject,
  left: LeftField | undefined,
): void {
  if (left !== undefined) {
    const subject = subjectOf(context.definition, id, recorded);
    notice(
      context,
      `The ${subject} keeps ${left.field} ${JSON.stringify(recorded[left.field])}: ${left.reason}`,
    );
  }
}
