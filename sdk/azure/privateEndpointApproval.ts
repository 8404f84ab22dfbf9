import * as pulumi from "@pulumi/pulumi";
import type { azurePrivateEndpointApprovalInputs } from "../../provider/resources/azurePrivateEndpointApproval";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";

/**
 * Arguments of {@link PrivateEndpointApproval}. Changing `privateEndpointId`, `targetResourceId` or the sandbox replaces;
 * any other change is recorded and makes no request.
 */
export interface PrivateEndpointApprovalArgs extends SandboxArgs {
  /** Id of the endpoint in AEP: give it `endpoint.id`. Changing it replaces. */
  privateEndpointId: pulumi.Input<string>;
  /** Name of the endpoint in AEP, for messages. It decides nothing: anybody may take that name. */
  privateEndpointName?: pulumi.Input<string>;
  /**
   * Id of the Azure resource the endpoint leads to, as Azure Resource Manager writes it: give it `storageAccount.id`. Of
   * type `Microsoft.Storage/storageAccounts` or `Microsoft.Sql/servers`; another type is refused. May be left out where
   * `approve` is false. Changing it replaces.
   */
  targetResourceId?: pulumi.Input<string>;
  /**
   * What Azure's side shows beside the approval. Default: project, stack and name of this resource. Sent with the approval
   * only, so a later change stays in state.
   */
  description?: pulumi.Input<string>;
  /**
   * Id of the private endpoint on Azure, exactly:
   * `/subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network/privateEndpoints/<name>`. Needed where its name
   * does not carry the id of the AEP endpoint; the error in that case lists the ids that are there.
   */
  azurePrivateEndpointId?: pulumi.Input<string>;
  /**
   * Ids of the Azure subscriptions that the private endpoint may come from. This only narrows: Adobe's subscriptions are
   * shared by all its customers. Default: any.
   */
  allowedSubscriptions?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What destroying this does: `retain` leaves the connection and makes no request; `deleteConnection` deletes it on Azure,
   * after which the AEP endpoint can never be used again. Default: `retain`.
   */
  onDestroy?: pulumi.Input<"retain" | "deleteConnection">;
  /**
   * Longest time, in seconds, to wait for the connection to appear, for Azure and for AEP together. After it the next `up`
   * goes on. Default: 1800.
   */
  timeoutSeconds?: pulumi.Input<number>;
  /**
   * Whether to approve. With `false` it only waits until AEP shows the endpoint as approved, and asks nothing of Azure: for
   * Snowflake, and where another team approves. Default: true.
   */
  approve?: pulumi.Input<boolean>;
}

/** Compile-time check of the arguments. */
export type PrivateEndpointApprovalArgsShape = Expect<
  SameShape<PrivateEndpointApprovalArgs, typeof azurePrivateEndpointApprovalInputs>
>;

/**
 * The approval of a private endpoint on Azure's side: it is finished once Azure and AEP both say Approved.
 * (Azure REST reference, "Private Endpoint Connections"; private link guide, "Approve a private endpoint".)
 *
 * Strangers' requests may be waiting at the same resource. So a connection is approved only if the name of its endpoint
 * carries the id of the AEP endpoint as a whole, or if its endpoint has the very id given as `azurePrivateEndpointId`; else
 * nothing is approved, and an error lists what is there. One that is approved already is taken as it is. One that was
 * rejected can never be approved: the AEP endpoint has to be made again.
 *
 * It signs in to Azure by the stack config (`azure-native:clientId` and siblings) and environment variables (`ARM_CLIENT_ID`
 * and siblings) of `azure-native`, or by the login of the Azure CLI. It needs the rights
 * `Microsoft.Storage/storageAccounts/privateEndpointConnections/read` and `/write`, for `deleteConnection` also `/delete`,
 * and `Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action`; without them Azure answers
 * AuthorizationFailed.
 *
 * @example
 * const approval = new azure.PrivateEndpointApproval("acme", {
 *   privateEndpointId: endpoint.id,
 *   privateEndpointName: endpoint.name,
 *   targetResourceId: storageAccount.id,
 * });
 * const base = new aep.BaseConnection("acme", { … }, { dependsOn: approval });
 */
export class PrivateEndpointApproval extends Resource {
  /** Id of the endpoint in AEP. */
  declare public readonly privateEndpointId: pulumi.Output<string>;
  /** Name of the endpoint in AEP. */
  declare public readonly privateEndpointName: pulumi.Output<string | undefined>;
  /** Id of the Azure resource the endpoint leads to. */
  declare public readonly targetResourceId: pulumi.Output<string | undefined>;
  /** What Azure's side was to show beside the approval. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Id of the private endpoint on Azure, as the program gave it. */
  declare public readonly azurePrivateEndpointId: pulumi.Output<string | undefined>;
  /** Ids of the Azure subscriptions that the private endpoint may come from. */
  declare public readonly allowedSubscriptions: pulumi.Output<string[] | undefined>;
  /** What destroying this does. */
  declare public readonly onDestroy: pulumi.Output<"retain" | "deleteConnection">;
  /** Longest time to wait, in seconds. */
  declare public readonly timeoutSeconds: pulumi.Output<number>;
  /** Whether it was to approve, or only to wait. */
  declare public readonly approve: pulumi.Output<boolean>;
  /** Status of the connection on Azure, as last seen: `Approved`. Where `approve` is false, what AEP says. */
  declare public readonly status: pulumi.Output<string>;
  /** State of the endpoint in AEP, as last seen: `Approved`. */
  declare public readonly state: pulumi.Output<string>;

  constructor(name: string, args: PrivateEndpointApprovalArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      ...provided(
        "azurePrivateEndpointApproval",
        name, // The provider's process never learns these names.
        opts?.id === undefined ? { ...args, description: args.description ?? describe(name) } : { ...args },
        opts,
      ),
    );
  }

  /** Gets an approval that exists already, by the id of the connection on Azure, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): PrivateEndpointApproval {
    const { args, opts } = existing(id, options);
    return new PrivateEndpointApproval(name, args as PrivateEndpointApprovalArgs, opts);
  }
}

/** Compile-time check of the outputs. */
export type PrivateEndpointApprovalOutputs = Expect<
  DeclaresOutputs<PrivateEndpointApproval, "azurePrivateEndpointApproval">
>;

function describe(name: string): string {
  return `Approved by Pulumi: project ${pulumi.getProject()}, stack ${pulumi.getStack()}, resource ${name}`;
}
