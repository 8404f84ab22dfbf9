import type * as pulumi from "@pulumi/pulumi";
import type { privateEndpointByNames, privateEndpointByTarget } from "../provider/resources/privateEndpoint";
import type { Expect, SameShape } from "./argumentShape";
import { existing, type GetOptions } from "./get";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "./resource";
import type { Spec, SpecArgs } from "./spec";

/** What both forms of {@link PrivateEndpointArgs} have. */
export interface PrivateEndpointCommonArgs extends SandboxArgs {
  /** Name of the endpoint in AEP. It need not be unique. */
  name: pulumi.Input<string>;
  /**
   * Fully qualified domain names of the source, in any order. Needed for Snowflake only
   * (`privatelink-account-url`, `regionless-privatelink-account-url`, `privatelink_ocsp-url`). Default: `[]`.
   */
  fqdns?: pulumi.Input<pulumi.Input<string>[]>;
  /** Connection spec of the source the endpoint is for: Azure Blob, ADLS Gen2, Azure File Storage or Snowflake. */
  connectionSpec: pulumi.Input<SpecArgs>;
}

/** A {@link PrivateEndpoint} that leads to an Azure resource given by its id. */
export interface PrivateEndpointByTargetArgs extends PrivateEndpointCommonArgs {
  /**
   * Id of the Azure resource the endpoint leads to, as Azure Resource Manager writes it: give it `storageAccount.id`.
   * Stands for `subscriptionId`, `resourceGroupName` and `resourceName`, as which it is recorded; changing from one form
   * to the other changes nothing.
   */
  targetResourceId: pulumi.Input<string>;
  /** Part of `targetResourceId`. */
  subscriptionId?: never;
  /** Part of `targetResourceId`. */
  resourceGroupName?: never;
  /** Part of `targetResourceId`. */
  resourceName?: never;
}

/** A {@link PrivateEndpoint} that leads to an Azure resource given by three names, as the API has them. */
export interface PrivateEndpointByNamesArgs extends PrivateEndpointCommonArgs {
  /** Id of the Azure subscription that holds the resource, a UUID. For Snowflake: the one of its private link service. */
  subscriptionId: pulumi.Input<string>;
  /** Name of the Azure resource group that holds the resource. */
  resourceGroupName: pulumi.Input<string>;
  /** Name of the Azure resource the endpoint leads to, such as the storage account. */
  resourceName: pulumi.Input<string>;
  /** Stands for the three names. */
  targetResourceId?: never;
}

/**
 * Arguments of {@link PrivateEndpoint}: the Azure resource is given by its id or by three names. The API has no update:
 * changing any of them replaces, old before new.
 */
export type PrivateEndpointArgs = PrivateEndpointByTargetArgs | PrivateEndpointByNamesArgs;

/** Compile-time check of the arguments. */
export type PrivateEndpointArgsShape = [
  Expect<SameShape<OwnOf<PrivateEndpointByTargetArgs>, typeof privateEndpointByTarget>>,
  Expect<SameShape<OwnOf<PrivateEndpointByNamesArgs>, typeof privateEndpointByNames>>,
];

/** Arguments without those that only the other form has. */
type OwnOf<Args> = {
  [Key in keyof Args as [Args[Key]] extends [undefined] ? never : Key]: Args[Key];
};

/**
 * A private endpoint in AEP: the way from Adobe's network to an Azure resource that is closed to the internet.
 * (Guide "Use Azure Private Link for Sources in the API", "Create a private endpoint".)
 *
 * Creating it returns while its state is still `Pending`; connections can use it once Azure's side has approved it, which
 * `PrivateEndpointApproval` of `pulumi-aep/azure` does. An endpoint that became `Rejected`, `Disconnected` or `Failed` can never be approved any more: the next `up` replaces it.
 *
 * An organisation may have 10 endpoints over all production sandboxes and 1 over all development sandboxes. That is
 * why the old endpoint is deleted before a new one is made, together with the connections and flows that use it.
 *
 * @example
 * const endpoint = new aep.PrivateEndpoint("acme", {
 *   name: "ACME storage",
 *   targetResourceId: storageAccount.id,
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
  /** `Pending`, `Approved`, `Rejected`, `Disconnected` or `Failed`, as last seen. */
  declare public readonly state: pulumi.Output<string>;

  constructor(name: string, args: PrivateEndpointArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("privateEndpoint", name, { ...args }, opts));
  }

  /** Gets an endpoint that exists already, by its id in AEP, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): PrivateEndpoint {
    const { args, opts } = existing(id, options);
    return new PrivateEndpoint(name, args as PrivateEndpointByNamesArgs, opts);
  }
}

/** Compile-time check of the outputs. */
export type PrivateEndpointOutputs = Expect<DeclaresOutputs<PrivateEndpoint, "privateEndpoint">>;
