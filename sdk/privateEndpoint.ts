import type * as pulumi from "@pulumi/pulumi";
import type { privateEndpointInputs } from "../provider/resources/privateEndpoint";
import type { Expect, SameShape } from "./argumentShape";
import { existing, type GetOptions } from "./get";
import { Resource, type SandboxArgs } from "./resource";
import type { Spec, SpecArgs } from "./spec";

/** Arguments of {@link PrivateEndpoint}. The API has no update: changing any of them replaces, old before new. */
export interface PrivateEndpointArgs extends SandboxArgs {
  /** Name of the endpoint in AEP. It need not be unique. */
  name: pulumi.Input<string>;
  /** Id of the Azure subscription that holds the resource, a UUID. For Snowflake: the one of its private link service. */
  subscriptionId: pulumi.Input<string>;
  /** Name of the Azure resource group that holds the resource. */
  resourceGroupName: pulumi.Input<string>;
  /** Name of the Azure resource the endpoint leads to, such as the storage account. */
  resourceName: pulumi.Input<string>;
  /**
   * Fully qualified domain names of the source, in any order. Needed for Snowflake only
   * (`privatelink-account-url`, `regionless-privatelink-account-url`, `privatelink_ocsp-url`). Default: `[]`.
   */
  fqdns?: pulumi.Input<pulumi.Input<string>[]>;
  /** Connection spec of the source the endpoint is for: Azure Blob, ADLS Gen2, Azure File Storage or Snowflake. */
  connectionSpec: pulumi.Input<SpecArgs>;
}

/** Compile-time check of the arguments. */
export type PrivateEndpointArgsShape = Expect<SameShape<PrivateEndpointArgs, typeof privateEndpointInputs>>;

/**
 * A private endpoint in AEP: the way from Adobe's network to an Azure resource that is closed to the internet.
 * (Guide "Use Azure Private Link for Sources in the API", "Create a private endpoint".)
 *
 * Creating it returns while its state is still `Pending`; connections can use it once Azure's side has approved it. An
 * endpoint that became `Rejected` or `Failed` can never be approved any more: the next `up` replaces it.
 *
 * An organisation may have 10 endpoints over all production sandboxes and 1 over all development sandboxes. That is
 * why the old endpoint is deleted before a new one is made, together with the connections and flows that use it.
 *
 * @example
 * const endpoint = new aep.PrivateEndpoint("acme", {
 *   name: "ACME storage",
 *   subscriptionId: "00000000-0000-0000-0000-000000000000",
 *   resourceGroupName: "acme-data",
 *   resourceName: "acmestorage",
 *   connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" }, // Azure Blob
 * });
 */
export class PrivateEndpoint extends Resource {
  /** Name of the endpoint in AEP. */
  declare public readonly name: pulumi.Output<string>;
  /** Id of the Azure subscription that holds the resource. */
  declare public readonly subscriptionId: pulumi.Output<string>;
  /** Name of the Azure resource group that holds the resource. */
  declare public readonly resourceGroupName: pulumi.Output<string>;
  /** Name of the Azure resource the endpoint leads to. */
  declare public readonly resourceName: pulumi.Output<string>;
  /** Fully qualified domain names of the source. */
  declare public readonly fqdns: pulumi.Output<string[]>;
  /** Connection spec of the source the endpoint is for. */
  declare public readonly connectionSpec: pulumi.Output<Spec>;
  /** `Pending`, `Approved`, `Rejected` or `Failed`, as last seen. */
  declare public readonly state: pulumi.Output<string>;

  constructor(name: string, args: PrivateEndpointArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      "privateEndpoint",
      "aep:PrivateEndpoint",
      name,
      ["name", "subscriptionId", "resourceGroupName", "resourceName", "fqdns", "connectionSpec", "state"],
      args,
      opts,
    );
  }

  /** Gets an endpoint that exists already, by its id in AEP, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): PrivateEndpoint {
    const { args, opts } = existing(id, options);
    return new PrivateEndpoint(name, args as PrivateEndpointArgs, opts);
  }
}
