import { Problem } from "../../messages/problem";
import type { HookContext } from "../definition";
import { notice } from "./notices";

/**
 * Records that a replacement could not be checked. A preview and an update make the same calls, so only the deletion is certain
 * to be an update: it is refused then, and until then this warns.
 *
 * @param question - what is unknown, as the end of a sentence: "whether AEP deletes the schema …"
 */
export function noteUnchecked(
  context: Pick<HookContext, "session" | "call">,
  question: string,
  error: unknown,
): void {
  if (!(error instanceof Error)) {
    throw error;
  }
  const [what = ""] = error.message.split("\n");
  context.session.run.unchecked ??= new Problem({
    what: `Nothing is deleted, because it is unknown ${question}.`,
    details: [what],
    advice: "Solve this, and then run pulumi up again.",
  });
  notice(
    context,
    `It is unknown ${question}: ${what}\nUntil that can be checked, pulumi up deletes nothing for this replacement.`,
  );
}
