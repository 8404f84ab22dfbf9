import { secretKeys } from "../../../provider/cliApi";
import { type Check, failure, ok, skipped } from "../check";

/** Secrets in the stack config: the engine copies plain-text values from there into the state. */
export const secrets: Check = {
  name: "secrets",
  run: async ({ project }) => {
    if (project.is !== "read") {
      return [skipped("not checked: there is no stack config")];
    }
    const inPlainText = secretKeys().filter((key) => {
      const entry = project.config[key];
      return entry?.value !== undefined && entry.secret !== true;
    });
    if (inPlainText.length === 0) {
      return [ok("no secret is in plain text in the stack config")];
    }
    return inPlainText.map((key) =>
      failure(
        `${key} is in plain text in the stack config and, since the first pulumi up, in the state.`,
        `pulumi config set --secret ${key} <value>, with a new value, because the old one stays in the history.`,
      ),
    );
  },
};
