import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

// Nothing here runs: that it compiles is the test, and each expected error that does not come fails it (tsc).

const others = { name: "ACME", connectionSpec: aep.connectionSpecs.azureBlob };
const names = { subscriptionId: "s", resourceGroupName: "g", resourceName: "a" };

/** What the arguments of a private endpoint take, and what not. */
export function privateEndpointTypes(): void {
  // Either form, values or outputs.
  new aep.PrivateEndpoint("a", { ...others, ...names });
  new aep.PrivateEndpoint("a", { ...others, targetResourceId: pulumi.output("/subscriptions/s") });

  // @ts-expect-error both forms at once
  new aep.PrivateEndpoint("a", { ...others, ...names, targetResourceId: "/subscriptions/s" });
  // @ts-expect-error one name beside the id
  new aep.PrivateEndpoint("a", { ...others, resourceName: "a", targetResourceId: "/subscriptions/s" });
  // @ts-expect-error neither form
  new aep.PrivateEndpoint("a", others);
  // @ts-expect-error one of the three names is missing
  new aep.PrivateEndpoint("a", { ...others, subscriptionId: "s", resourceName: "a" });
}
