import * as pulumi from "@pulumi/pulumi";
import type {
  BlobServicePrincipalParams,
  ConnectionStringParams,
  DataLakeGen2Params,
  SasUriParams,
} from "../auth";
import { connectionSpecs } from "../catalogue";
import { hasType } from "../instance";
import type { JsonObjectInput } from "../json";
import { inheritedOptions } from "../options";
import type { SandboxArgs } from "../resource";
import { BaseConnection } from "../resources/baseConnection";
import { PrivateEndpoint } from "../resources/privateEndpoint";
import { SourceConnection } from "../resources/sourceConnection";
import { PrivateEndpointApproval, type PrivateEndpointApprovalArgs } from "./privateEndpointApproval";

/** A storage account, such as a `StorageAccount` of `@pulumi/azure-native`. */
export interface StorageAccount {
  /** Azure Resource Manager id of the account. The component derives the account's name from it. */
  id: pulumi.Input<string>;
  /** Name of the account. Not used. */
  name?: pulumi.Input<string>;
}

/** Arguments of all forms of {@link PrivateLinkSourceArgs}. */
export interface PrivateLinkSourceCommonArgs extends SandboxArgs {
  /**
   * The storage account; its public access may be disabled. Another account replaces all four resources; the old ones
   * are deleted first.
   */
  storageAccount: StorageAccount;
  /**
   * Name of the entities in AEP. Default: the name of this component. A change replaces the endpoint and everything
   * that depends on it.
   */
  name?: pulumi.Input<string>;
  /** Path of the data, wildcards allowed: `/orders/*.csv`. A change replaces the source connection. */
  path: pulumi.Input<string>;
  /** Whether `path` is a `file` or a `folder`. Default: `folder`. A change replaces the source connection. */
  type?: pulumi.Input<"file" | "folder">;
  /** Whether subfolders are read too. Default of the service: false. A change replaces the source connection. */
  recursive?: pulumi.Input<boolean>;
  /** Format of the files: `delimited`, `json` or `parquet`. A change replaces the source connection. */
  format: pulumi.Input<string>;
  /**
   * Properties of the format: `columnDelimiter`, `encoding`, `compressionType`. Default: none. A change replaces the
   * source connection.
   */
  properties?: pulumi.Input<JsonObjectInput>;
  /** Options of the approval, see {@link PrivateEndpointApprovalArgs}. Default: those of that resource. */
  approval?: Pick<
    PrivateEndpointApprovalArgs,
    | "description"
    | "azurePrivateEndpointId"
    | "allowedSubscriptions"
    | "onDestroy"
    | "timeoutSeconds"
    | "approve"
  >;
}

/** Parameters that the component sets. */
type SetByComponent = "usePrivateLink" | "container";

/** Credentials for Azure Blob, for one of its authentication specs. Secret outputs stay secret. */
export type BlobAuthArgs =
  | {
      /** Name of the authentication spec. */
      specName: "ConnectionString";
      /** Its parameters, without those that the component sets. */
      params: pulumi.Input<Omit<ConnectionStringParams, SetByComponent>>;
    }
  | {
      /** Name of the authentication spec. */
      specName: "SAS URI Authentication" | "SasURIAuthentication";
      /** Its parameters, without those that the component sets. */
      params: pulumi.Input<Omit<SasUriParams, SetByComponent>>;
    }
  | {
      /** Name of the authentication spec. */
      specName: "Service Principal Based Authentication";
      /** Its parameters, without those that the component sets. */
      params: pulumi.Input<Omit<BlobServicePrincipalParams, SetByComponent>>;
    };

/** Arguments of a {@link PrivateLinkSource} that reads Azure Blob. */
export interface AzureBlobSourceArgs extends PrivateLinkSourceCommonArgs {
  /** Type of storage. A change replaces all four resources. */
  source: "azureBlob";
  /** Container that the base connection is limited to. Default: all containers. Updated in place. */
  container?: pulumi.Input<string>;
  /** Credentials. `params` is updated in place; a change of `specName` replaces the base connection. */
  auth: BlobAuthArgs;
}

/** Credentials for ADLS Gen2: a service principal with read access to the data. */
export interface DataLakeGen2AuthArgs {
  /** Name of the authentication spec; there is only one. */
  specName: "Basic Authentication for adls-gen2";
  /** Its parameters. Default of `url`: `https://<account>.dfs.core.windows.net`. */
  params: pulumi.Input<
    Omit<DataLakeGen2Params, SetByComponent | "url"> & Partial<Pick<DataLakeGen2Params, "url">>
  >;
}

/** Arguments of a {@link PrivateLinkSource} that reads Azure Data Lake Storage Gen2. */
export interface AzureDataLakeGen2SourceArgs extends PrivateLinkSourceCommonArgs {
  /** Type of storage. A change replaces all four resources. */
  source: "azureDataLakeGen2";
  /** Credentials. Updated in place. */
  auth: DataLakeGen2AuthArgs;
}

/** Credentials for Azure Files: a key of the account. */
export interface FilesAuthArgs {
  /** Name of the authentication spec; there is only one. */
  specName: "Basic Authentication";
  /** Its parameters. */
  params: pulumi.Input<{
    /** UNC path of the share. Default: `\\<account>.file.core.windows.net\<share>`. Not secret. */
    host?: pulumi.Input<string>;
    /** User name. Default: the name of the account. Stored encrypted. */
    userId?: pulumi.Input<string>;
    /** Key of the account. Secret. */
    password: pulumi.Input<string>;
  }>;
}

/** Arguments of a {@link PrivateLinkSource} that reads Azure Files. */
export interface AzureFilesSourceArgs extends PrivateLinkSourceCommonArgs {
  /** Type of storage. A change replaces all four resources. */
  source: "azureFiles";
  /** Name of the file share. Updated in place. */
  share: pulumi.Input<string>;
  /** Credentials. Updated in place. */
  auth: FilesAuthArgs;
}

/** Arguments of {@link PrivateLinkSource}, by type of storage. */
export type PrivateLinkSourceArgs = AzureBlobSourceArgs | AzureDataLakeGen2SourceArgs | AzureFilesSourceArgs;

/**
 * A source connection to a storage account with public access disabled. The component consists of a private endpoint,
 * its approval on Azure, a base connection and a source connection.
 *
 * The base connection is created after the approval. Another storage account replaces all four resources in one `up`.
 * The old ones are deleted first, because the quota of endpoints may be exhausted.
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
 * const flow = new aep.Flow("orders", { sourceConnectionIds: [orders.sourceConnectionId], … });
 */
export class PrivateLinkSource extends pulumi.ComponentResource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = "aep:azure:PrivateLinkSource";

  /** The private endpoint in AEP. */
  public readonly endpoint: PrivateEndpoint;
  /** Its approval on Azure. */
  public readonly approval: PrivateEndpointApproval;
  /** The base connection that uses the endpoint. */
  public readonly base: BaseConnection;
  /** The source connection. */
  public readonly source: SourceConnection;
  /** Id of the source connection, for `sourceConnectionIds` of a flow. */
  public readonly sourceConnectionId: pulumi.Output<string>;

  /**
   * Declares the four resources, which `pulumi up` creates.
   *
   * @param name - Name of the component in the program; the names of the four resources begin with it
   * @param args - Arguments of the component
   * @param opts - Options of Pulumi; they apply to the four resources as in any component
   */
  constructor(name: string, args: PrivateLinkSourceArgs, opts?: pulumi.ComponentResourceOptions) {
    super(PrivateLinkSource.__pulumiType, name, {}, opts);
    const options = {
      ...inheritedOptions({ className: "azure.PrivateLinkSource", name }, opts),
      parent: this,
    };
    const connectionSpec = connectionSpecs[args.source];
    const common = { name: args.name ?? name, sandbox: args.sandbox };
    const targetResourceId = args.storageAccount.id;

    this.endpoint = new PrivateEndpoint(
      `${name}-endpoint`,
      { ...common, targetResourceId, connectionSpec },
      options,
    );
    this.approval = new PrivateEndpointApproval(
      `${name}-approval`,
      {
        sandbox: args.sandbox,
        ...args.approval,
        privateEndpointId: this.endpoint.id,
        privateEndpointName: common.name,
        targetResourceId,
      },
      options,
    );
    this.base = new BaseConnection<string>(
      `${name}-base`,
      { ...common, connectionSpec, auth: authOf(args), privateEndpointId: this.endpoint.id },
      { ...options, dependsOn: this.approval },
    );
    this.source = new SourceConnection(
      `${name}-source`,
      {
        ...common,
        connectionSpec,
        baseConnectionId: this.base.id,
        data: { format: args.format, properties: args.properties },
        params: { path: args.path, type: args.type ?? "folder", recursive: args.recursive },
      },
      options,
    );
    this.sourceConnectionId = this.source.id;
    this.registerOutputs({
      endpoint: this.endpoint,
      approval: this.approval,
      base: this.base,
      source: this.source,
      sourceConnectionId: this.sourceConnectionId,
    });
  }

  /** Whether an object is this component, also one of another copy of this package. */
  static override isInstance(object: unknown): object is PrivateLinkSource {
    return hasType(object, PrivateLinkSource.__pulumiType);
  }
}

function authOf(args: PrivateLinkSourceArgs): { specName: string; params: pulumi.Input<JsonObjectInput> } {
  // From the id instead of the name: in the preview of a changed account, only the id is known.
  const account = pulumi.output(args.storageAccount.id).apply(accountNameIn);
  switch (args.source) {
    case "azureBlob":
      return {
        specName: args.auth.specName,
        params: withDefaults({ container: args.container }, args.auth.params),
      };
    case "azureDataLakeGen2":
      return {
        specName: args.auth.specName,
        params: withDefaults(
          { url: pulumi.interpolate`https://${account}.dfs.core.windows.net` },
          args.auth.params,
        ),
      };
    case "azureFiles":
      return {
        specName: args.auth.specName,
        params: withDefaults(
          { host: pulumi.interpolate`\\\\${account}.file.core.windows.net\\${args.share}`, userId: account },
          args.auth.params,
        ),
      };
  }
}

// Azure writes names of accounts in lower case only; ids of them in any, and with a slash at the end.
function accountNameIn(id: string): string {
  return (
    id
      .split("/")
      .findLast((part) => part !== "")
      ?.toLowerCase() ?? ""
  );
}

/** Parameters set by the component, overridden by those of the program. */
function withDefaults<Params extends object>(
  derived: JsonObjectInput,
  params: pulumi.Input<Params>,
): pulumi.Input<JsonObjectInput> {
  const defaults = { ...derived, usePrivateLink: true };
  // Parameters that are one output stay one output, so that their secrets stay secret.
  if (pulumi.Output.isInstance(params) || params instanceof Promise) {
    return pulumi
      .all([pulumi.output<unknown>(defaults), pulumi.output<unknown>(params)])
      .apply(([own, given]) => ({
        ...(own as JsonObjectInput),
        ...(given as JsonObjectInput),
      }));
  }
  return { ...defaults, ...params };
}
