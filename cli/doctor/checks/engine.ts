import { type Check, failure, failureOf, ok, warning } from "../check";
import { isAtLeast } from "../version";

/** Older engines do not configure dynamic providers. */
const needed = "3.139";

/** Older engines do not accept outputs in import files, which dynamic resources need. */
const forImport = "3.254";

const update = "Install a newer Pulumi: https://www.pulumi.com/docs/install/.";

/** The version of Pulumi. */
export const engine: Check = {
  name: "Pulumi",
  run: async ({ engine }) => {
    if (typeof engine !== "string") {
      return [{ ...failureOf(engine), fix: "Install Pulumi: https://www.pulumi.com/docs/install/." }];
    }
    if (!isAtLeast(engine, needed)) {
      return [failure(`${engine} is too old: pulumi-aep requires ${needed}.`, update)];
    }
    if (!isAtLeast(engine, forImport)) {
      return [
        warning(`${engine} works, but pulumi import of existing entities requires ${forImport}.`, update),
      ];
    }
    return [ok(engine)];
  },
};
