import { aepRealm, madconnectRealm, secretKeys } from "../../../provider/cliApi";
import { type Check, failure, ok, skipped, warning } from "../check";

/** The keys whose values every resource records in its scope: the engine does not tell providers which keys are secret. */
const recordedKeys = [aepRealm, madconnectRealm].flatMap(({ scope }) =>
  Object.values(scope).map(({ config }) => `aep:${config}`),
);

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
    const inVain = recordedKeys.filter((key) => project.config[key]?.secret === true);
    const found = [
      ...inPlainText.map((key) =>
        failure(
          `${key} is in plain text in the stack config and, since the first pulumi up, in the state.`,
          `pulumi config set --secret ${key} <value>, with a new value, because the old one stays in the history.`,
        ),
      ),
      ...inVain.map((key) =>
        warning(
          `${key} is set as a secret, but every resource records its value in plain text in the state.`,
          `It identifies and is no credential, so it can be set without --secret: pulumi config set ${key} <value>`,
        ),
      ),
    ];
    return found.length > 0 ? found : [ok("no secret is in plain text in the stack config")];
  },
};
