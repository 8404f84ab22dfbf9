import { deprecationWarnings } from "../../../provider/cliApi";
import { type Check, ok, skipped, warning } from "../check";

/** The connectors and authentication specs of the stack's base connections: Adobe ends deprecated ones at some time. */
export const connectors: Check = {
  name: "connectors",
  run: async ({ project }) => {
    if (project.is !== "read") {
      return [skipped("not checked: there is no state")];
    }
    const found = project.resources
      .filter(({ type }) => type === "pulumi-nodejs:dynamic/aep:BaseConnection")
      .flatMap(({ inputs }) => deprecationWarnings(inputs ?? {}));
    return found.length === 0
      ? [ok("no base connection uses a connector or an authentication spec that is known to be deprecated")]
      : found.map((line) => warning(line));
  },
};
