import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

// This file is only compiled, never run. tsc fails if it does not compile or if an expected error does not occur.

const others = { name: "ACME", connectionSpec: aep.connectionSpecs.azureBlob };
const names = { subscriptionId: "s", resourceGroupName: "g", resourceName: "a" };

/** Accepted and refused arguments of a private endpoint. */
export function privateEndpointTypes(): void {
  // Each form, with values or outputs.
  new aep.PrivateEndpoint("a", { ...others, ...names });
  new aep.PrivateEndpoint("a", { ...others, targetResourceId: pulumi.output("/subscriptions/s") });

  // @ts-expect-error both forms together
  new aep.PrivateEndpoint("a", { ...others, ...names, targetResourceId: "/subscriptions/s" });
  // @ts-expect-error one name together with the id
  new aep.PrivateEndpoint("a", { ...others, resourceName: "a", targetResourceId: "/subscriptions/s" });
  // @ts-expect-error neither form
  new aep.PrivateEndpoint("a", others);
  // @ts-expect-error one of the three names is missing
  new aep.PrivateEndpoint("a", { ...others, subscriptionId: "s", resourceName: "a" });
}
