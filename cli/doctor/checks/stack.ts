import { type Check, failure, ok, warning } from "../check";

/** The project and its stack: can its configuration and its state be read. */
export const stack: Check = {
  name: "stack",
  run: async ({ project }) => {
    if (project.is === "none") {
      return [
        warning(
          `There is no Pulumi project in ${project.folder}: what follows goes by the environment alone.`,
          "Run this in the folder of Pulumi.yaml, or name it: --cwd FOLDER.",
        ),
      ];
    }
    if (project.is === "read") {
      return [ok(`the configuration and state of ${project.stack} can be read`)];
    }
    return [
      failure(
        `It cannot be read, so that what follows goes by the environment alone. ${project.problem.message}`,
        "Log in (pulumi login), choose a stack (pulumi stack select, or --stack NAME), and give what opens its secrets, such as PULUMI_CONFIG_PASSPHRASE.",
      ),
    ];
  },
};
