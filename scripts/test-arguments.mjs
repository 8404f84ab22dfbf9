/**
 * Reads the arguments of `npm test`. Each `--project NAME` selects a project, `--long` adds the long tests to all others, and
 * everything else is passed to vitest.
 * @param {string[]} args
 * @returns {{ projects: string[], long: boolean, rest: string[] }}
 */
export function parseTestArguments(args) {
  /** @type {string[]} */
  const projects = [];
  /** @type {string[]} */
  const rest = [];
  let long = false;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    const next = args[index + 1];
    if (arg.startsWith("--project=")) {
      projects.push(arg.slice("--project=".length));
    } else if (arg === "--project" && next !== undefined) {
      projects.push(next);
      index += 1;
    } else if (arg === "--long") {
      long = true;
    } else {
      rest.push(arg);
    }
  }
  return { projects, long, rest };
}
