import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type {
  privateEndpointByNames,
  privateEndpointByTarget,
} from "../../provider/resources/privateEndpoint";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";
import type { Spec, SpecArgs } from "../spec";

/** Arguments of both forms of {@link PrivateEndpointArgs}. */
export interface PrivateEndpointCommonArgs extends SandboxArgs {
  /** Name of the endpoint in AEP. It does not have to be unique. A change replaces the endpoint. */
  name: pulumi.Input<string>;
  /**
   * Fully qualified domain names of the source, in any order. Required for Snowflake only
   * (`privatelink-account-url`, `regionless-privatelink-account-url`, `privatelink_ocsp-url`). Default: `[]`. A change
   * replaces the endpoint.
   */
  fqdns?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Connection spec of the source: Azure Blob, ADLS Gen2, Azure File Storage or Snowflake. A change replaces the
   * endpoint.
   */
  connectionSpec: pulumi.Input<SpecArgs>;
}

/** Arguments of a {@link PrivateEndpoint} whose Azure resource is given by its id. */
export interface PrivateEndpointByTargetArgs extends PrivateEndpointCommonArgs {
  /**
   * Azure Resource Manager id of the resource that the endpoint connects to: pass `storageAccount.id`. It replaces
   * `subscriptionId`, `resourceGroupName` and `resourceName` and is recorded as these. Switching between the two forms
   * changes nothing; another resource replaces the endpoint.
   */
  targetResourceId: pulumi.Input<string>;
  /** Must be left out: part of `targetResourceId`. */
  subscriptionId?: never;
  /** Must be left out: part of `targetResourceId`. */
  resourceGroupName?: never;
  /** Must be left out: part of `targetResourceId`. */
  resourceName?: never;
}

/** Arguments of a {@link PrivateEndpoint} whose Azure resource is given by three names, as in the API. */
export interface PrivateEndpointByNamesArgs extends PrivateEndpointCommonArgs {
  /**
   * Id of the Azure subscription of the resource, a UUID. For Snowflake: the subscription of its private link service.
   * A change replaces the endpoint; the old one is deleted first.
   */
  subscriptionId: pulumi.Input<string>;
  /** Name of the Azure resource group of the resource. A change replaces the endpoint; the old one is deleted first. */
  resourceGroupName: pulumi.Input<string>;
  /**
   * Name of the Azure resource that the endpoint connects to, such as the storage account. A change replaces the endpoint;
   * the old one is deleted first.
   */
  resourceName: pulumi.Input<string>;
  /** Must be left out: replaces the three names. */
  targetResourceId?: never;
}

/**
 * Arguments of {@link PrivateEndpoint}. The Azure resource is given by its id or by three names. The API has no update:
 * a change of any argument replaces the endpoint; the old one is deleted first.
 */
export type PrivateEndpointArgs = PrivateEndpointByTargetArgs | PrivateEndpointByNamesArgs;

/** @internal Compile-time check of the arguments. */
export type PrivateEndpointArgsShape = [
  Expect<SameShape<OwnOf<PrivateEndpointByTargetArgs>, typeof privateEndpointByTarget>>,
  Expect<SameShape<OwnOf<PrivateEndpointByNamesArgs>, typeof privateEndpointByNames>>,
];

/** Arguments without those of the other form. */
type OwnOf<Args> = {
  [Key in keyof Args as [Args[Key]] extends [undefined] ? never : Key]: Args[Key];
};

/**
 * A private endpoint in AEP: connects Adobe's network to an Azure resource with public access disabled.
 * (Guide "Use Azure Private Link for Sources in the API", "Create a private endpoint".)
 *
 * Creation returns while the state is still `Pending`. Connections can use the endpoint after it has been approved on
 * Azure, which `PrivateEndpointApproval` of `pulumi-aep/azure` does. An endpoint in state `Rejected`, `Disconnected` or
 * `Failed` can no longer be approved; the next `pulumi up --refresh` replaces it.
 *
 * An organisation may have 10 endpoints over all production sandboxes and 1 over all development sandboxes. Therefore,
 * a replacement deletes the old endpoint first, together with the connections and flows that use it.
 *
 * @example
 * const endpoint = new aep.PrivateEndpoint("acme", {
 *   name: "ACME storage",
 *   targetResourceId: storageAccount.id,
 *   connectionSpec: aep.connectionSpecs.azureBlob,
 * });
 */
export class PrivateEndpoint extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("privateEndpoint");

  /** Name of the endpoint in AEP. */
  declare public readonly name: pulumi.Output<string>;
  /** Id of the Azure subscription of the resource. */
  declare public readonly subscriptionId: pulumi.Output<string>;
  /** Name of the Azure resource group of the resource. */
  declare public readonly resourceGroupName: pulumi.Output<string>;
  /** Name of the Azure resource that the endpoint connects to. */
  declare public readonly resourceName: pulumi.Output<string>;
  /** Fully qualified domain names of the source. */
  declare public readonly fqdns: pulumi.Output<string[]>;
  /** Connection spec of the source. */
  declare public readonly connectionSpec: pulumi.Output<Spec>;
  /** State as last read: `Pending`, `Approved`, `Rejected`, `Disconnected` or `Failed`. */
  declare public readonly state: pulumi.Output<string>;

  /**
   * Declares a private endpoint, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the private endpoint
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: PrivateEndpointArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("privateEndpoint", name, { ...args }, opts));
  }

  /** Reads an existing endpoint by its id in AEP, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): PrivateEndpoint {
    const { args, opts } = existing(id, options);
    return new PrivateEndpoint(name, args as PrivateEndpointByNamesArgs, opts);
  }

  /** Whether an object is a private endpoint, also one of another copy of this package. */
  static isInstance(object: unknown): object is PrivateEndpoint {
    return hasType(object, PrivateEndpoint.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type PrivateEndpointOutputs = Expect<DeclaresOutputs<PrivateEndpoint, "privateEndpoint">>;
