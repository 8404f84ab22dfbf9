import {
  factsOf,
  heldAsDraft,
  kinds,
  quotedText,
  textOf,
  tokenOf,
  wordOrQuoted,
} from "../../../provider/cliApi";
import { type Check, ok, skipped, warning } from "../check";

const draftKinds = ["baseConnection", "sourceConnection", "targetConnection", "flow"] as const;
const nouns: ReadonlyMap<string, string> = new Map(
  kinds
    .filter((kind) => draftKinds.some((one) => one === kind))
    .map((kind) => [tokenOf(kind), factsOf(kind).noun]),
);

/** The drafts among the resources of the stack, by the state that was last read: `up` leaves them as they are. */
export const drafts: Check = {
  name: "drafts",
  run: async ({ project }) => {
    if (project.is !== "read") {
      return [skipped("not checked: there is no state")];
    }
    const found = project.resources.flatMap(({ type, id = "", outputs = {} }) => {
      const noun = nouns.get(type);
      const reason = heldAsDraft(outputs);
      return noun === undefined || reason === undefined
        ? []
        : [
            `the ${noun} ${quotedText(textOf(outputs.name))} (${wordOrQuoted(id)}) is left as it is: ${reason}`,
          ];
    });
    return found.length === 0
      ? [ok("no resource of the stack is recorded as a draft")]
      : found.map((line) => warning(line));
  },
};
