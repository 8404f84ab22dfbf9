import { isAtLeast, lowest } from "../../../provider/requirements";
import { type Check, failure, failureOf, ok, warning } from "../check";

const update = "Install a newer Pulumi: https://www.pulumi.com/docs/install/.";

/** The version of Pulumi. */
export const engine: Check = {
  name: "Pulumi",
  run: async ({ engine }) => {
    if (typeof engine !== "string") {
      return [{ ...failureOf(engine), fix: "Install Pulumi: https://www.pulumi.com/docs/install/." }];
    }
    const version = engine.replace(/^v/, "");
    if (!isAtLeast(version, lowest.pulumi)) {
      return [failure(`${version} is too old: pulumi-aep requires ${lowest.pulumi}.`, update)];
    }
    if (!isAtLeast(version, lowest.pulumiForImport)) {
      return [
        warning(
          `${version} works, but pulumi import of existing entities requires ${lowest.pulumiForImport}.`,
          update,
        ),
      ];
    }
    return [ok(version)];
  },
};
