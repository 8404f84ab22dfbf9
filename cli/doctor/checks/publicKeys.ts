import { expiryWarning, tokenOf } from "../../../provider/cliApi";
import { withoutSecretMarks } from "../../pulumi/stack";
import { type Check, ok, skipped, warning } from "../check";

/** The expiry of the stack's public keys: without a new key, flows cannot decrypt files from then on. */
export const publicKeys: Check = {
  name: "public keys",
  run: async ({ project, session }) => {
    if (project.is !== "read") {
      return [skipped("not checked: there is no state")];
    }
    const now = session.platformNow();
    const found = project.resources
      .filter(({ type, delete: isReplaced }) => type === tokenOf("publicKey") && isReplaced !== true)
      .flatMap(({ id = "", outputs = {} }) => expiryWarning(id, withoutSecretMarks(outputs), now) ?? []);
    return found.length === 0
      ? [ok("no public key of the stack expires soon")]
      : found.map((line) => warning(line));
  },
};
