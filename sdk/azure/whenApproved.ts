import * as pulumi from "@pulumi/pulumi";
import { mayBePending, type PrivateEndpointApproval } from "./privateEndpointApproval";

/**
 * Declares resources that require an approved private endpoint, for an approval with `wait: false`.
 *
 * AEP refuses connections over an endpoint that is pending, so `pulumi up` declares these resources only if AEP reports
 * the endpoint as approved. The first `up` after the approval creates them. A preview always shows them, because it
 * cannot know what the next `up` will find.
 *
 * For an approval that waits, the resources are always declared.
 *
 * @param approval - The approval of the endpoint.
 * @param declare - Creates the resources. It is called at most once.
 * @returns the result of `declare`, or `undefined` while the endpoint is pending
 *
 * @example
 * azure.whenApproved(
 *   orders.approval,
 *   () => new aep.Flow("orders", { ...flowArgs, sourceConnectionIds: [orders.sourceConnectionId] }),
 * );
 */
export function whenApproved<Result>(
  approval: PrivateEndpointApproval,
  declare: () => pulumi.Input<Result>,
): pulumi.Output<Result | undefined> {
  // The overloads of apply do not accept a value that may be an output.
  type Declared = () => pulumi.Output<Result | undefined>;
  // In the preview of an update, the state is unknown. Resources left out there would be shown as deleted.
  if (!mayBePending(approval) || pulumi.runtime.isDryRun()) {
    const declared = declare();
    return pulumi.output(true).apply((() => declared) as Declared);
  }
  return approval.state.apply((state) =>
    state === "Approved" ? (declare as Declared)() : pulumi.output<undefined>(undefined),
  );
}
