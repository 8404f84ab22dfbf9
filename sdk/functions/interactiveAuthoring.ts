import * as pulumi from "@pulumi/pulumi";
import { call, outputForm, type SandboxOption } from "./call";

/** Whether interactive authoring is on in a sandbox. */
export interface InteractiveAuthoringResult {
  /** `disabled`, `enabling` or `enabled`. */
  status: string;
}

/**
 * Tells whether interactive authoring is on. (Private link guide, "Retrieve interactive authoring status".)
 *
 * @example const { status } = await aep.getInteractiveAuthoring();
 */
export function getInteractiveAuthoring(args: SandboxOption = {}): Promise<InteractiveAuthoringResult> {
  return call(args, async ({ connectors }) => ({ status: await connectors.getInteractiveAuthoring() }));
}

/** {@link getInteractiveAuthoring} with outputs for arguments. */
export const getInteractiveAuthoringOutput = outputForm(getInteractiveAuthoring);

/** Arguments of {@link enableInteractiveAuthoring}. */
export interface EnableInteractiveAuthoringArgs extends SandboxOption {
  /** Minutes after which it ends by itself, at most 120. Default: 60. */
  autoTerminationMinutes?: number;
}

/**
 * Switches interactive authoring on and waits, at most ten minutes, until it is. It ends by itself. In a preview it
 * changes nothing and gives the status there is. (Private link guide, "Enable interactive authoring".)
 *
 * Resources need no call of this: they switch it on themselves. Exploring and testing a connection over a private
 * endpoint does.
 *
 * @example await aep.enableInteractiveAuthoring({ autoTerminationMinutes: 30 });
 */
export function enableInteractiveAuthoring(
  args: EnableInteractiveAuthoringArgs = {},
): Promise<InteractiveAuthoringResult> {
  return call(args, async ({ connectors, waitForAuthoring }) => {
    const minutes = args.autoTerminationMinutes ?? 60;
    if (!(minutes > 0 && minutes <= 120)) {
      throw new Error("autoTerminationMinutes must be above 0 and at most 120.");
    }
    if (pulumi.runtime.isDryRun()) {
      return { status: await connectors.getInteractiveAuthoring() };
    }
    await connectors.enableInteractiveAuthoring(minutes);
    await waitForAuthoring();
    return { status: "enabled" };
  });
}

/** {@link enableInteractiveAuthoring} with outputs for arguments; not known in a preview. */
export const enableInteractiveAuthoringOutput = outputForm(enableInteractiveAuthoring, "changes");
