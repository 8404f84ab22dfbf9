import { azureKeys, azureSignInOf } from "../../../provider/cliApi";
import { type Check, failureOf, ok } from "../check";
import type { CheckContext } from "../context";
import { resourcesOf } from "../project";
import { endOf } from "./token";

const approval = "pulumi-nodejs:dynamic/aep/azure:PrivateEndpointApproval";

/** Azure's credentials, which approvals sign in by: where they come from, and whether there is a token for them. */
export const azure: Check = {
  name: "Azure",
  run: async (context) => {
    const reason = reasonFor(context);
    if (reason === undefined) {
      return [ok("not needed: nothing of Azure is configured, and nothing is approved")];
    }
    const { session } = context;
    const by = `${reason}; by ${await azureSignInOf(session.settings)}`;
    try {
      const end = await session.signIn("azure");
      return [ok(`${by}, for ${session.settings.azureCloud.management}; the token ${endOf(end)}`)];
    } catch (error) {
      const found = failureOf(error);
      return [{ ...found, line: `${by}. ${found.line}` }];
    }
  },
};

/** Why Azure matters here, or `undefined` where it does not. */
function reasonFor({ project, environment }: CheckContext): string | undefined {
  // One that only waits signs in nowhere.
  const approves = resourcesOf(project).some(
    ({ type, inputs }) => type === approval && inputs?.approve !== false,
  );
  if (approves) {
    return "the stack has approvals";
  }
  const config = project.is === "read" ? Object.keys(project.config) : [];
  if (config.some((key) => key.startsWith("azure-native:"))) {
    return "azure-native is configured";
  }
  // Others read the variables of GitHub Actions too.
  const variables = Object.values<{ environment: readonly string[] }>(azureKeys)
    .flatMap((row) => row.environment)
    .filter((name) => name.startsWith("ARM_") && environment[name]);
  return variables.length > 0 ? `${variables.join(", ")} set` : undefined;
}
