import * as pulumi from "@pulumi/pulumi";
import { Problem } from "../../provider/messages/problem";
import { call, type InvokeOptions, outputForm, type SandboxOption } from "./call";

/** Status of interactive authoring in a sandbox. */
export interface InteractiveAuthoringResult {
  /** Status: `disabled`, `enabling` or `enabled`. */
  status: string;
}

/**
 * Reads the status of interactive authoring. (Private link guide, "Retrieve interactive authoring status".)
 *
 * @example const { status } = await aep.getInteractiveAuthoring();
 */
export function getInteractiveAuthoring(
  args: SandboxOption = {},
  opts?: InvokeOptions,
): Promise<InteractiveAuthoringResult> {
  return call("getInteractiveAuthoring", args, opts, async ({ connectors }) => ({
    status: await connectors.getInteractiveAuthoring(),
  }));
}

/** {@link getInteractiveAuthoring} with outputs as arguments and as result. */
export const getInteractiveAuthoringOutput = outputForm(getInteractiveAuthoring);

/** Arguments of {@link enableInteractiveAuthoring}. */
export interface EnableInteractiveAuthoringArgs extends SandboxOption {
  /** Minutes after which it ends automatically, above 0 and at most 120. Default: 60. */
  autoTerminationMinutes?: number;
}

/**
 * Enables interactive authoring and waits, at most ten minutes, until it is enabled. It ends automatically. In a
 * preview, it changes nothing and returns the current status. (Private link guide, "Enable interactive authoring".)
 *
 * Call it before exploring or testing a connection over a private endpoint. Resources do not require it, because the
 * provider enables interactive authoring for them.
 *
 * @example await aep.enableInteractiveAuthoring({ autoTerminationMinutes: 30 });
 */
export function enableInteractiveAuthoring(
  args: EnableInteractiveAuthoringArgs = {},
  opts?: InvokeOptions,
): Promise<InteractiveAuthoringResult> {
  return call("enableInteractiveAuthoring", args, opts, async ({ connectors, waitForAuthoring }) => {
    const minutes = args.autoTerminationMinutes ?? 60;
    if (!(minutes > 0 && minutes <= 120)) {
      throw new Problem({ what: "autoTerminationMinutes must be above 0 and at most 120." });
    }
    if (pulumi.runtime.isDryRun()) {
      return { status: await connectors.getInteractiveAuthoring() };
    }
    await connectors.enableInteractiveAuthoring(minutes);
    await waitForAuthoring();
    return { status: "enabled" };
  });
}

/** {@link enableInteractiveAuthoring} with outputs as arguments and as result. The result is unknown in a preview. */
export const enableInteractiveAuthoringOutput = outputForm(enableInteractiveAuthoring, "changes");
