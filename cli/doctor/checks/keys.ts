import { unknownKeyMessage, unknownKeys } from "../../../provider/cliApi";
import { type Check, failure, ok, skipped, warning } from "../check";

/** Keys of the stack config that this package does not read: a misspelt one silently leaves the default in force. */
export const keys: Check = {
  name: "keys",
  run: async ({ project }) => {
    if (project.is !== "read") {
      return [skipped("not checked: there is no stack config")];
    }
    const unknown = unknownKeys(Object.keys(project.config), project.name);
    if (unknown.length === 0) {
      return [ok("every key of the stack config in the namespace aep is known")];
    }
    return unknown.map((one) => {
      const found = unknownKeyMessage(one);
      const remove = `pulumi config rm ${one.key}`;
      if (one.meant === undefined) {
        return warning(
          found,
          `For a key of your program, use the namespace of the project; otherwise ${remove}.`,
        );
      }
      const replace = `${remove}, and set ${one.meant} if that key is meant.`;
      return one.mayBeOfProgram
        ? warning(found, `Unless it is a key of your program: ${replace}`)
        : failure(found, replace);
    });
  },
};
