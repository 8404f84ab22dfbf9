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
    return unknown.map((one) =>
      one.meant === undefined
        ? warning(
            unknownKeyMessage(one),
            `For a key of your program, use the namespace of the project; otherwise pulumi config rm ${one.key}.`,
          )
        : failure(
            unknownKeyMessage(one),
            `pulumi config rm ${one.key}, and set ${one.meant} if that key is meant.`,
          ),
    );
  },
};
