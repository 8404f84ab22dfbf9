import { azureKeys, azureSignInOf } from "../../../provider/cliApi";
import type { StateResource } from "../../pulumi/stack";
import { type Check, failureOf, ok, skipped } from "../check";
import type { CheckContext } from "../context";
import { type Project, resourcesOf } from "../project";
import { expiryOf } from "./token";

const approval = "pulumi-nodejs:dynamic/aep/azure:PrivateEndpointApproval";

/** The Azure credentials of approvals: where they come from, and whether Azure returns a token for them. */
export const azure: Check = {
  name: "Azure",
  ofProvider: true,
  run: async (context) => {
    const reason = azureReason(context);
    if (reason === undefined) {
      return [skipped(`not needed: Azure is not configured${whyUnused(context.project)}`)];
    }
    const { session } = context;
    const by = `${reason}; sign-in by ${await azureSignInOf(session.settings)}`;
    try {
      const end = await session.signIn("azure");
      return [ok(`${by}, for ${session.settings.azureCloud.management}; ${expiryOf("the token", end)}`)];
    } catch (error) {
      const found = failureOf(error);
      return [{ ...found, line: `${by}. ${found.line}` }];
    }
  },
};

function whyUnused(project: Project): string {
  const { length } = approvalsIn(project);
  if (project.is !== "read") {
    return "";
  }
  const others = "others approve (approve: false)";
  if (length === 0) {
    return ", and the stack has no approvals";
  }
  return length === 1
    ? `, and the approval in the stack only waits: ${others}`
    : `, and the ${length} approvals in the stack only wait: ${others}`;
}

function approvalsIn(project: Project): StateResource[] {
  return resourcesOf(project).filter(({ type }) => type === approval);
}

// It does not sign in.
function onlyWaits({ inputs }: StateResource): boolean {
  return inputs?.approve === false;
}

/** Why the project needs Azure, or `undefined` if it does not. */
export function azureReason({ project, environment }: CheckContext): string | undefined {
  if (approvalsIn(project).some((one) => !onlyWaits(one))) {
    return "the stack has approvals";
  }
  const config = project.is === "read" ? Object.keys(project.config) : [];
  if (config.some((key) => key.startsWith("azure-native:"))) {
    return "azure-native is configured";
  }
  // Only ARM_ variables: programs without Azure read those of GitHub Actions too.
  const variables = Object.values<{ environment: readonly string[] }>(azureKeys)
    .flatMap((row) => row.environment)
    .filter((name) => name.startsWith("ARM_") && environment[name]);
  return variables.length > 0 ? `${variables.join(", ")} set` : undefined;
}
