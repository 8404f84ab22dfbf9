import { type Check, failure, failureOf, ok, warning } from "../check";
import { isAtLeast } from "../version";

/** Below this the engine does not configure dynamic providers. */
const needed = "3.139";

/** Below this import files cannot hold outputs, which dynamic resources need. */
const forImport = "3.254";

const update = "Install a newer Pulumi: https://www.pulumi.com/docs/install/.";

/** Version of Pulumi. */
export const engine: Check = {
  name: "Pulumi",
  run: async ({ engine }) => {
    if (typeof engine !== "string") {
      return [{ ...failureOf(engine), fix: "Install Pulumi: https://www.pulumi.com/docs/install/." }];
    }
    if (!isAtLeast(engine, needed)) {
      return [failure(`${engine} is too old: pulumi-aep needs ${needed}.`, update)];
    }
    if (!isAtLeast(engine, forImport)) {
      return [warning(`${engine} does; pulumi import of existing things needs ${forImport}.`, update)];
    }
    return [ok(engine)];
  },
};
