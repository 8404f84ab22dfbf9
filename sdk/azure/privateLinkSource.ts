import * as pulumi from "@pulumi/pulumi";
import { connectionSpecs } from "../catalogue";
import { hasType } from "../instance";
import { inheritedOptions } from "../options";
import { BaseConnection } from "../resources/baseConnection";
import { PrivateEndpoint } from "../resources/privateEndpoint";
import { SourceConnection } from "../resources/sourceConnection";
import { PrivateEndpointApproval } from "./privateEndpointApproval";
import { authOf } from "./privateLinkAuth";
import type { PrivateLinkSourceArgs } from "./privateLinkSourceArgs";
import { whenApproved } from "./whenApproved";

/**
 * A source connection to a storage account with public access disabled. The component consists of a private endpoint,
 * its approval on Azure, a base connection and a source connection.
 *
 * The base connection is created after the approval. Another storage account replaces all four resources in one `up`.
 * The old ones are deleted first, because the quota of endpoints may be exhausted.
 *
 * With `approval: { approve: false, wait: false }`, `pulumi up` succeeds while the owner of the account has not approved
 * the endpoint: it creates the endpoint and the approval, and the first `up` after the approval creates the base and the
 * source connection. Declare the flow in `azure.whenApproved(orders.approval, …)`, because until then
 * `sourceConnectionId` has no value.
 *
 * @example
 * const orders = new azure.PrivateLinkSource("orders", {
 *   storageAccount,
 *   source: "azureBlob",
 *   container: container.name,
 *   path: "/orders/*.csv",
 *   format: "delimited",
 *   auth: { specName: "ConnectionString", params: { connectionString } },
 * });
 * const flow = new aep.Flow("orders", {
 *   name: "ACME orders",
 *   flowSpec: aep.flowSpecs.cloudStorageToAep,
 *   sourceConnectionIds: [orders.sourceConnectionId],
 *   targetConnectionIds: [target.id],
 *   transformations: [
 *     { name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } },
 *   ],
 *   scheduleParams: { frequency: "hour", interval: 1 },
 * });
 *
 * @example
 * // A second source over the same endpoint.
 * const returns = new azure.PrivateLinkSource("returns", {
 *   storageAccount,
 *   endpoint: orders.endpoint,
 *   approval: orders.approval,
 *   source: "azureBlob",
 *   container: container.name,
 *   path: "/returns/*.csv",
 *   format: "delimited",
 *   auth: { specName: "ConnectionString", params: { connectionString } },
 * });
 */
export class PrivateLinkSource extends pulumi.ComponentResource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = "aep:azure:PrivateLinkSource";

  /** The private endpoint in AEP. */
  public readonly endpoint: PrivateEndpoint;
  /** Its approval on Azure. */
  public readonly approval: PrivateEndpointApproval;
  /**
   * Id of the source connection, for `sourceConnectionIds` of a flow. With an approval that does not wait, it has no value
   * while the endpoint is pending.
   */
  public readonly sourceConnectionId: pulumi.Output<string>;
  #base: BaseConnection | undefined;
  #source: SourceConnection | undefined;

  /**
   * Declares the resources, which `pulumi up` creates.
   *
   * @param name - Name of the component in the program; the names of the resources begin with it
   * @param args - Arguments of the component
   * @param opts - Options of Pulumi; they apply to the resources as in any component
   */
  constructor(name: string, args: PrivateLinkSourceArgs, opts?: pulumi.ComponentResourceOptions) {
    super(PrivateLinkSource.__pulumiType, name, {}, opts);
    const options = {
      ...inheritedOptions({ className: "azure.PrivateLinkSource", name }, opts),
      parent: this,
    };
    this.endpoint = args.endpoint ?? endpointFor(name, args, options);
    this.approval = approvalFor(name, args, this.endpoint, options);
    const connected = whenApproved(this.approval, () => {
      const { base, source } = connectionsOver(name, args, this, options);
      this.#base = base;
      this.#source = source;
      return source.id;
    });
    // While the endpoint is pending there is no id; the declared type is that of all other cases.
    this.sourceConnectionId = this.#source?.id ?? (connected as pulumi.Output<string>);
    this.registerOutputs({
      endpoint: this.endpoint,
      approval: this.approval,
      base: this.#base,
      source: this.#source,
      sourceConnectionId: this.sourceConnectionId,
    });
  }

  /**
   * The base connection that uses the endpoint. With an approval that does not wait, it is declared only when the endpoint
   * is approved: read it in `azure.whenApproved`.
   *
   * @throws pulumi.RunError while the endpoint is pending
   */
  get base(): BaseConnection {
    return this.#base ?? this.#refuse("base");
  }

  /**
   * The source connection. With an approval that does not wait, it is declared only when the endpoint is approved: read it
   * in `azure.whenApproved`.
   *
   * @throws pulumi.RunError while the endpoint is pending
   */
  get source(): SourceConnection {
    return this.#source ?? this.#refuse("source");
  }

  #refuse(property: string): never {
    throw new pulumi.RunError(
      `${property} of a PrivateLinkSource is not declared while its endpoint is pending (wait: false). ` +
        "Read it in azure.whenApproved(approval, () => …).",
    );
  }

  /** Whether an object is this component, also one of another copy of this package. */
  static override isInstance(object: unknown): object is PrivateLinkSource {
    return hasType(object, PrivateLinkSource.__pulumiType);
  }
}

/** The endpoint that the component creates. */
function endpointFor(
  name: string,
  args: PrivateLinkSourceArgs,
  options: pulumi.CustomResourceOptions,
): PrivateEndpoint {
  const connectionSpec = connectionSpecs[args.source];
  const targetResourceId = args.storageAccount.id;
  return new PrivateEndpoint(
    `${name}-endpoint`,
    { ...entityOf(name, args), targetResourceId, connectionSpec },
    options,
  );
}

/** The given approval, or the one that the component creates. */
function approvalFor(
  name: string,
  args: PrivateLinkSourceArgs,
  endpoint: PrivateEndpoint,
  options: pulumi.CustomResourceOptions,
): PrivateEndpointApproval {
  const { approval, sandbox } = args;
  if (PrivateEndpointApproval.isInstance(approval)) {
    if (args.endpoint === undefined) {
      throw new pulumi.RunError(
        `The PrivateLinkSource ${JSON.stringify(name)} has an existing approval, but no endpoint. Pass the endpoint that ` +
          "it approves as endpoint.",
      );
    }
    return approval;
  }
  return new PrivateEndpointApproval(
    `${name}-approval`,
    {
      sandbox,
      // Another program or resource approves an endpoint that exists already.
      ...(args.endpoint === undefined ? {} : { approve: false }),
      ...approval,
      privateEndpointId: endpoint.id,
      privateEndpointName: args.endpoint?.name ?? entityOf(name, args).name,
      targetResourceId: args.storageAccount.id,
    },
    options,
  );
}

/** The connections over an approved endpoint. */
function connectionsOver(
  name: string,
  args: PrivateLinkSourceArgs,
  { endpoint, approval }: PrivateLinkSource,
  options: pulumi.CustomResourceOptions,
): { base: BaseConnection; source: SourceConnection } {
  const common = entityOf(name, args);
  const connectionSpec = connectionSpecs[args.source];
  const base = new BaseConnection<string>(
    `${name}-base`,
    { ...common, connectionSpec, auth: authOf(args), privateEndpointId: endpoint.id },
    { ...options, dependsOn: approval },
  );
  const source = new SourceConnection(
    `${name}-source`,
    {
      ...common,
      connectionSpec,
      baseConnectionId: base.id,
      data: { format: args.format, properties: args.properties },
      params: { path: args.path, type: args.type ?? "folder", recursive: args.recursive },
    },
    options,
  );
  return { base, source };
}

function entityOf(name: string, args: PrivateLinkSourceArgs) {
  return { name: args.name ?? name, sandbox: args.sandbox };
}
