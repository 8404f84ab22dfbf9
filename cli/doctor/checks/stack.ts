import { type Check, failure, ok, warning } from "../check";

/** The configuration and the state of the stack can be read. */
export const stack: Check = {
  name: "stack",
  run: async ({ project }) => {
    if (project.is === "none") {
      return [
        warning(
          `There is no Pulumi project in ${project.folder}: the other checks use the environment only.`,
          "Run this in the folder of Pulumi.yaml, or pass it with --cwd FOLDER.",
        ),
      ];
    }
    if (project.is === "read") {
      return [ok(`the configuration and state of ${project.stack} can be read`)];
    }
    return [
      failure(
        `The stack cannot be read; the other checks use the environment only. ${project.problem.message}`,
        "Log in (pulumi login), choose a stack (pulumi stack select, or --stack NAME), and provide the key of its secrets, for example PULUMI_CONFIG_PASSPHRASE.",
      ),
    ];
  },
};
