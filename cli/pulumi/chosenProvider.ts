import { didYouMean, nearest, Problem } from "../../provider/cliApi";
import { type ExplicitProvider, explicitProviders } from "./explicitProviders";
import type { StackExport } from "./stack";

/**
 * The explicit provider that a command uses.
 *
 * @param name value of `--provider`; `undefined` for the configuration of the stack.
 * @throws Problem if the stack has no such provider.
 */
export function chosenProvider(name: string | undefined, state: StackExport): ExplicitProvider | undefined {
  if (name === undefined) {
    return undefined;
  }
  const all = explicitProviders(state);
  const found = all.find((provider) => provider.name === name);
  if (found !== undefined) {
    return found;
  }
  const names = all.map((provider) => provider.name);
  throw new Problem({
    what: `The stack has no provider ${JSON.stringify(name)}.${didYouMean(nearest(name, names))}`,
    advice:
      names.length === 0
        ? "Its state has none: add an aep.Provider to the program and run pulumi up first, or leave --provider out."
        : `Its providers are ${names.join(", ")}.`,
  });
}
