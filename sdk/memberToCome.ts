import * as pulumi from "@pulumi/pulumi";

/**
 * @internal An output whose value gets one more member during `pulumi up`, with an unknown member in previews.
 *
 * In the preview of a create or an update, the engine returns the inputs of a resource of a dynamic provider as its outputs,
 * without a call to the provider. Outputs without a value are then unknown, but a member that the program left out would
 * be `undefined`, so that Pulumi shows a stack output of it as removed.
 *
 * @param output - the output as the engine returns it
 * @param member - the member that the provider or the service adds to an object without it
 * @param isAdded - whether it is added at all. Default: always
 */
export function withMemberToCome<Value extends object>(
  output: pulumi.Output<Value | undefined>,
  member: keyof Value,
  isAdded: pulumi.Output<boolean> = pulumi.output(true),
): pulumi.Output<Value | undefined> {
  if (!pulumi.runtime.isDryRun()) {
    return output;
  }
  const completed = pulumi.all([output, isAdded]).apply(([value, added]) => {
    const isComplete = value === undefined || value === null || !added || Object.hasOwn(value, member);
    return pulumi.output(isComplete ? value : { ...value, [member]: pulumi.unknown });
  });
  return completed as pulumi.Output<Value | undefined>;
}
