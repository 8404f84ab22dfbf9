import { secretKeys } from "../../../provider/cliApi";
import { type Check, failure, ok } from "../check";

/** Secrets in the stack's configuration: the engine copies what is in clear there into the state. */
export const secrets: Check = {
  name: "secrets",
  run: async ({ project }) => {
    if (project.is !== "read") {
      return [ok("not looked at: there is no stack config")];
    }
    const inClear = secretKeys().filter((key) => {
      const entry = project.config[key];
      return entry?.value !== undefined && entry.secret !== true;
    });
    if (inClear.length === 0) {
      return [ok("none stands in clear in the stack config")];
    }
    return inClear.map((key) =>
      failure(
        `${key} stands in clear in the stack config, and since the first pulumi up in the state too.`,
        `pulumi config set --secret ${key} <value>, with a new value: the old one stays in the history.`,
      ),
    );
  },
};
