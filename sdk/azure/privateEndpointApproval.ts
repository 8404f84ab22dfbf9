import * as pulumi from "@pulumi/pulumi";
import { defaultDescription } from "../../provider/approval/description";
import { tokenOf } from "../../provider/kinds";
import type { azurePrivateEndpointApprovalInputs } from "../../provider/resources/azurePrivateEndpointApproval";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";

/**
 * Arguments of {@link PrivateEndpointApproval}. A change of `privateEndpointId`, `targetResourceId` or the sandbox
 * replaces the approval; the new one is created first. Any other change is recorded without a request.
 */
export interface PrivateEndpointApprovalArgs extends SandboxArgs {
  /** Id of the endpoint in AEP: pass `endpoint.id`. A change replaces the approval. */
  privateEndpointId: pulumi.Input<string>;
  /**
   * Name of the endpoint in AEP, used in messages only. It does not select the connection, because others can use the
   * same name. Default: none. A change is recorded without a request.
   */
  privateEndpointName?: pulumi.Input<string>;
  /**
   * Azure Resource Manager id of the resource that the endpoint connects to: pass `storageAccount.id`. Its type must be
   * `Microsoft.Storage/storageAccounts` or `Microsoft.Sql/servers`. Required, unless `approve` is false. A change
   * replaces the approval.
   */
  targetResourceId?: pulumi.Input<string>;
  /**
   * Description of the approval, as shown on Azure. Default: project, stack and name of this resource. It is only sent
   * with the approval, so a later change is recorded in the state only, and a default one of a renamed stack or resource
   * is no change.
   */
  description?: pulumi.Input<string>;
  /**
   * Exact id of the private endpoint on Azure:
   * `/subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network/privateEndpoints/<name>`. Required if its
   * name does not contain the id of the AEP endpoint; the error in that case lists the existing ids. Default: none. A change is recorded without
   * a request; it takes effect while the connection is not approved.
   */
  azurePrivateEndpointId?: pulumi.Input<string>;
  /**
   * Ids of the Azure subscriptions that may contain the private endpoint. This is an additional restriction, not proof
   * of ownership: all customers of Adobe share its subscriptions. Default: any subscription. A change is
   * recorded without a request; it takes effect while the connection is not approved.
   */
  allowedSubscriptions?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Effect of destroying this resource. `retain` keeps the connection and sends no request. `deleteConnection` deletes
   * the connection on Azure; the AEP endpoint can no longer be used after that. Must be `retain` if `approve` is false.
   * Default: `retain`. A change is recorded without a request.
   */
  onDestroy?: pulumi.Input<"retain" | "deleteConnection">;
  /**
   * Maximum total time, in seconds, to wait until the connection appears and until Azure and AEP report the approval.
   * After a timeout, the next `up` continues. Default: 1800. A change is recorded without a request.
   */
  timeoutSeconds?: pulumi.Input<number>;
  /**
   * Whether to approve the connection. With `false`, the owner of the Azure resource approves it: for Snowflake, or if
   * another team approves. The resource sends no request to Azure; it waits until AEP reports the endpoint as approved,
   * unless `wait` is false. Default: true. A change from false to true approves a connection that is not approved yet;
   * otherwise a change is recorded without a request.
   */
  approve?: pulumi.Input<boolean>;
  /**
   * Whether to wait for the owner of the Azure resource if `approve` is false. With `false`, `pulumi up` succeeds while the
   * endpoint is pending: the output `state` is `Pending`, a message says who has to approve what, and every `pulumi up`
   * looks again. Declare everything that requires the endpoint in `azure.whenApproved`. Must be
   * left out or true if `approve` is true. Default: true. A change takes effect while the endpoint is pending, and is
   * recorded without a request afterwards.
   */
  wait?: pulumi.Input<boolean>;
}

/** @internal Compile-time check of the arguments. */
export type PrivateEndpointApprovalArgsShape = Expect<
  SameShape<PrivateEndpointApprovalArgs, typeof azurePrivateEndpointApprovalInputs>
>;

/**
 * The approval of a private endpoint on Azure. It is complete when Azure and AEP both report `Approved`; with
 * `approve: false`, when AEP does. (Azure REST reference, "Private Endpoint Connections"; private link guide, "Approve a private endpoint".)
 *
 * Requests of others may be pending at the same resource. Therefore, a connection is only approved if the name of its
 * endpoint contains the complete id of the AEP endpoint, or if the id of its endpoint is exactly
 * `azurePrivateEndpointId`. Otherwise nothing is approved, and an error lists the existing connections. A connection
 * that is approved already is used as it is. A rejected connection can no longer be approved; the AEP endpoint must be
 * re-created.
 *
 * The credentials for Azure are those of `azure-native`: stack config (`azure-native:clientId` and related keys),
 * environment variables (`ARM_CLIENT_ID` and related variables), or the login of the Azure CLI. They require the
 * permissions `Microsoft.Storage/storageAccounts/privateEndpointConnections/read` and `/write`, for `deleteConnection`
 * also `/delete`, and `Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action`. Without them,
 * Azure responds with AuthorizationFailed.
 *
 * @example
 * const approval = new azure.PrivateEndpointApproval("acme", {
 *   privateEndpointId: endpoint.id,
 *   privateEndpointName: endpoint.name,
 *   targetResourceId: storageAccount.id,
 * });
 * const base = new aep.BaseConnection(
 *   "acme",
 *   {
 *     name: "ACME Blob storage",
 *     connectionSpec: aep.connectionSpecs.azureBlob,
 *     auth: {
 *       specName: "ConnectionString",
 *       params: { connectionString: config.requireSecret("connectionString"), usePrivateLink: true },
 *     },
 *     privateEndpointId: endpoint.id,
 *   },
 *   { dependsOn: approval },
 * );
 */
export class PrivateEndpointApproval extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("azurePrivateEndpointApproval");

  /** Id of the endpoint in AEP. */
  declare public readonly privateEndpointId: pulumi.Output<string>;
  /** Name of the endpoint in AEP. */
  declare public readonly privateEndpointName: pulumi.Output<string | undefined>;
  /** Azure Resource Manager id of the resource that the endpoint connects to. */
  declare public readonly targetResourceId: pulumi.Output<string | undefined>;
  /** Description of the approval, as given by the program. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Id of the private endpoint on Azure, as given by the program. */
  declare public readonly azurePrivateEndpointId: pulumi.Output<string | undefined>;
  /** Ids of the Azure subscriptions that may contain the private endpoint. */
  declare public readonly allowedSubscriptions: pulumi.Output<string[] | undefined>;
  /** Effect of destroying this resource. */
  declare public readonly onDestroy: pulumi.Output<"retain" | "deleteConnection">;
  /** Maximum time to wait, in seconds. */
  declare public readonly timeoutSeconds: pulumi.Output<number>;
  /** Whether the resource approves the connection, or the owner of the Azure resource. */
  declare public readonly approve: pulumi.Output<boolean>;
  /** Whether the resource waits for the owner, as given by the program. */
  declare public readonly wait: pulumi.Output<boolean | undefined>;
  /** Status of the connection on Azure, as last read: `Approved`. If `approve` is false, the same as `state`. */
  declare public readonly status: pulumi.Output<string>;
  /** State of the endpoint in AEP, as last read: `Approved`, or, with `wait: false`, also `Pending`. */
  declare public readonly state: pulumi.Output<string>;

  /**
   * Declares an approval, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the approval
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: PrivateEndpointApprovalArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      ...provided(
        "azurePrivateEndpointApproval",
        name,
        // The provider's process does not know the project, the stack and the resource's name.
        opts?.id === undefined
          ? { ...args, description: args.description ?? descriptionOf(name) }
          : { ...args },
        opts,
      ),
    );
    // Only an approval of the program that waits is never pending after an update.
    if (opts?.id !== undefined || (args.wait !== undefined && args.wait !== null && args.wait !== true)) {
      pending.add(this);
    }
  }

  /** Reads an existing approval by the id of the connection on Azure, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): PrivateEndpointApproval {
    const { args, opts } = existing(id, options);
    return new PrivateEndpointApproval(name, args as PrivateEndpointApprovalArgs, opts);
  }

  /** Whether an object is an approval, also one of another copy of this package. */
  static isInstance(object: unknown): object is PrivateEndpointApproval {
    return hasType(object, PrivateEndpointApproval.__pulumiType);
  }
}

/** Approvals that may be pending. No property holds this, because properties of resources are outputs. */
const pending = new WeakSet<object>();

/** Whether an endpoint may still be pending after `pulumi up` has created or updated its approval. */
export function mayBePending(approval: PrivateEndpointApproval): boolean {
  return pending.has(approval);
}

/** @internal Compile-time check of the outputs. */
export type PrivateEndpointApprovalOutputs = Expect<
  DeclaresOutputs<PrivateEndpointApproval, "azurePrivateEndpointApproval">
>;

function descriptionOf(name: string): string {
  return defaultDescription(pulumi.getProject(), pulumi.getStack(), name);
}
