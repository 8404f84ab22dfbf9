import { didYouMean, nearest, Problem, wordOrQuoted } from "../provider/cliApi";

/**
 * The action that the first argument of a command names.
 *
 * @throws Problem if there is no such action.
 */
export function chosenAction<Name extends string, Action>(
  command: string,
  actions: Readonly<Record<Name, Action>>,
  given: string,
): Action {
  const names = Object.keys(actions) as Name[];
  const name = names.find((one) => one === given);
  if (name === undefined) {
    throw new Problem({
      what: `there is no action ${wordOrQuoted(given)}.${didYouMean(nearest(given, names))}`,
      advice: `pulumi-aep ${command} --help shows the options.`,
    });
  }
  return actions[name];
}
