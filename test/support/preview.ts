import * as pulumi from "@pulumi/pulumi";

/** Whether programs of this process run in a preview. Ends the mocks of Pulumi. */
export function setPreview(isPreview: boolean): void {
  pulumi.runtime.resetOptions("the-project", "the-stack", -1, "", "", isPreview, "");
}
