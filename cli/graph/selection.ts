import { didYouMean, nearest, Problem, quotedText } from "../../provider/cliApi";
import { applies, isBelonging, isPart, type Link, linksOf } from "./links";
import type { Part } from "./part";

/**
 * The flows with these names or ids and what they need: everything that they refer to, directly or not, and what belongs
 * to that, such as the descriptors of schemas. Several flows can have the same name.
 *
 * @param flows names and ids; if empty, all parts are selected.
 * @param place where the flows are, for messages: "The stack dev".
 * @throws Problem if there is no such flow.
 */
export function selected(parts: readonly Part[], flows: readonly string[], place: string): readonly Part[] {
  if (flows.length === 0) {
    return parts;
  }
  const all = parts.filter(({ kind }) => kind === "flow");
  const found = flows.flatMap((wanted) => matching(wanted, all, place));
  const links = linksOf(parts).filter(({ input }) => input !== applies);
  const needed = new Set<Part>();
  const byUser = Map.groupBy(links, ({ user }) => user);
  const byUsed = Map.groupBy(links.filter(isBelonging), ({ used }) => used);
  for (const waiting: Part[] = [...found]; waiting.length > 0; ) {
    const part = waiting.pop();
    if (part === undefined || needed.has(part)) {
      continue;
    }
    needed.add(part);
    const used = (byUser.get(part) ?? []).map((link: Link) => link.used).filter(isPart);
    waiting.push(...used, ...(byUsed.get(part) ?? []).map(({ user }) => user));
  }
  return parts.filter((part) => needed.has(part));
}

/** A flow as `--flow` finds it. */
export interface NamedFlow {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * The flows with a name or an id.
 *
 * @throws Problem if there is none.
 */
export function matching<Flow extends NamedFlow>(
  wanted: string,
  flows: readonly Flow[],
  place: string,
): readonly Flow[] {
  const found = flows.filter(({ id, names }) => id === wanted || names.includes(wanted));
  if (found.length === 0) {
    const names = flows.flatMap((flow) => flow.names);
    throw new Problem({
      what: `${place} has no flow ${quotedText(wanted)}.${didYouMean(nearest(wanted, names))}`,
      advice: "Pass the name or the id of a flow with --flow.",
    });
  }
  return found;
}
