import * as pulumi from "@pulumi/pulumi";
import type {
  BlobServicePrincipalParams,
  ConnectionStringParams,
  DataLakeGen2Params,
  SasUriParams,
} from "../auth";
import { BaseConnection } from "../baseConnection";
import { connectionSpecs } from "../catalogue";
import type { JsonObjectInput } from "../json";
import { PrivateEndpoint } from "../privateEndpoint";
import type { SandboxArgs } from "../resource";
import { SourceConnection } from "../sourceConnection";
import { PrivateEndpointApproval, type PrivateEndpointApprovalArgs } from "./privateEndpointApproval";

/** A storage account, such as a `StorageAccount` of `@pulumi/azure-native`. */
export interface StorageAccount {
  /** Id of the account, as Azure Resource Manager writes it. Its name is taken from it. */
  id: pulumi.Input<string>;
  /** Name of the account; not needed. */
  name?: pulumi.Input<string>;
}

/** What all forms of {@link PrivateLinkSourceArgs} have. */
export interface PrivateLinkSourceCommonArgs extends SandboxArgs {
  /** The storage account, which may be closed to the internet. Another one replaces everything, old before new. */
  storageAccount: StorageAccount;
  /** Name of the things that are made in AEP. Default: the name of this component. Changing it replaces. */
  name?: pulumi.Input<string>;
  /** Path of the data, wildcards allowed: `/orders/*.csv`. Changing it replaces the source connection. */
  path: pulumi.Input<string>;
  /** Whether `path` is a `file` or a `folder`. Default: `folder`. Changing it replaces the source connection. */
  type?: pulumi.Input<"file" | "folder">;
  /** Whether folders below are read too. Service default: false. Changing it replaces the source connection. */
  recursive?: pulumi.Input<boolean>;
  /** Format of the files: `delimited`, `json` or `parquet`. Changing it replaces the source connection. */
  format: pulumi.Input<string>;
  /**
   * What else is to be known of the format: `columnDelimiter`, `encoding`, `compressionType`. Changing it replaces the
   * source connection.
   */
  properties?: pulumi.Input<JsonObjectInput>;
  /** How the endpoint is approved, see {@link PrivateEndpointApprovalArgs}. */
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

/** Parameters that the component itself fills in. */
type Filled = "usePrivateLink" | "container";

/** How to sign in to Azure Blob, by one of its authentication specs. Secrets come straight from outputs and stay secret. */
export type BlobAuthArgs =
  | { specName: "ConnectionString"; params: pulumi.Input<Omit<ConnectionStringParams, Filled>> }
  | {
      specName: "SAS URI Authentication" | "SasURIAuthentication";
      params: pulumi.Input<Omit<SasUriParams, Filled>>;
    }
  | {
      specName: "Service Principal Based Authentication";
      params: pulumi.Input<Omit<BlobServicePrincipalParams, Filled>>;
    };

/** A {@link PrivateLinkSource} that reads Azure Blob. */
export interface AzureBlobSourceArgs extends PrivateLinkSourceCommonArgs {
  /** Kind of storage. Changing it replaces everything. */
  source: "azureBlob";
  /** Container the connection is limited to. Changed in place. */
  container?: pulumi.Input<string>;
  /** Credentials. Parameters are changed in place; another `specName` replaces. */
  auth: BlobAuthArgs;
}

/** How to sign in to ADLS Gen2: by a service principal that may read the data. */
export interface DataLakeGen2AuthArgs {
  /** Name of the only authentication spec. */
  specName: "Basic Authentication for adls-gen2";
  /** Its parameters. `url` is the account's, `https://<account>.dfs.core.windows.net`, when left out. */
  params: pulumi.Input<Omit<DataLakeGen2Params, Filled | "url"> & Partial<Pick<DataLakeGen2Params, "url">>>;
}

/** A {@link PrivateLinkSource} that reads Azure Data Lake Storage Gen2. */
export interface AzureDataLakeGen2SourceArgs extends PrivateLinkSourceCommonArgs {
  /** Kind of storage. Changing it replaces everything. */
  source: "azureDataLakeGen2";
  /** Credentials. Changed in place. */
  auth: DataLakeGen2AuthArgs;
}

/** How to sign in to Azure Files: by a key of the account. */
export interface FilesAuthArgs {
  /** Name of the only authentication spec. */
  specName: "Basic Authentication";
  /** Its parameters. */
  params: pulumi.Input<{
    /** Address of the share. Default: `\\<account>.file.core.windows.net\<share>`. No secret. */
    host?: pulumi.Input<string>;
    /** User. Default: the name of the account. Kept secret. */
    userId?: pulumi.Input<string>;
    /** Account key. Secret. */
    password: pulumi.Input<string>;
  }>;
}

/** A {@link PrivateLinkSource} that reads Azure Files. */
export interface AzureFilesSourceArgs extends PrivateLinkSourceCommonArgs {
  /** Kind of storage. Changing it replaces everything. */
  source: "azureFiles";
  /** Name of the file share. Changed in place. */
  share: pulumi.Input<string>;
  /** Credentials. Changed in place. */
  auth: FilesAuthArgs;
}

/** Arguments of {@link PrivateLinkSource}, by kind of storage. */
export type PrivateLinkSourceArgs = AzureBlobSourceArgs | AzureDataLakeGen2SourceArgs | AzureFilesSourceArgs;

/**
 * A source connection to a storage account that is closed to the internet: private endpoint, its approval on Azure, base
 * connection and source connection in one.
 *
 * The base connection waits for the approval. Another storage account moves all four over in one `up`: the old ones go
 * first, because the quota of endpoints may be used up.
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
  /** The private endpoint in AEP. */
  public readonly endpoint: PrivateEndpoint;
  /** Its approval on Azure. */
  public readonly approval: PrivateEndpointApproval;
  /** The base connection that goes over it. */
  public readonly base: BaseConnection;
  /** The source connection. */
  public readonly source: SourceConnection;
  /** Id of the source connection, for a flow. */
  public readonly sourceConnectionId: pulumi.Output<string>;

  constructor(name: string, args: PrivateLinkSourceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aep:azure:PrivateLinkSource", name, {}, opts);
    const connectionSpec = connectionSpecs[args.source];
    const common = { name: args.name ?? name, sandbox: args.sandbox };
    const targetResourceId = args.storageAccount.id;

    this.endpoint = new PrivateEndpoint(
      `${name}-endpoint`,
      { ...common, targetResourceId, connectionSpec },
      { parent: this },
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
      { parent: this },
    );
    this.base = new BaseConnection<string>(
      `${name}-base`,
      { ...common, connectionSpec, auth: authOf(args), privateEndpointId: this.endpoint.id },
      { parent: this, dependsOn: this.approval },
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
      { parent: this },
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
}

function authOf(args: PrivateLinkSourceArgs): { specName: string; params: pulumi.Input<JsonObjectInput> } {
  // Not the account's own name: in the preview of a change of the account only its id is known.
  const account = pulumi.output(args.storageAccount.id).apply((id) => id.slice(id.lastIndexOf("/") + 1));
  switch (args.source) {
    case "azureBlob":
      return {
        specName: args.auth.specName,
        params: filledIn({ container: args.container }, args.auth.params),
      };
    case "azureDataLakeGen2":
      return {
        specName: args.auth.specName,
        params: filledIn(
          { url: pulumi.interpolate`https://${account}.dfs.core.windows.net` },
          args.auth.params,
        ),
      };
    case "azureFiles":
      return {
        specName: args.auth.specName,
        params: filledIn(
          { host: pulumi.interpolate`\\\\${account}.file.core.windows.net\\${args.share}`, userId: account },
          args.auth.params,
        ),
      };
  }
}

/** Parameters with what the component knows itself; what the program gives wins. */
function filledIn<Params extends object>(
  known: JsonObjectInput,
  params: pulumi.Input<Params>,
): pulumi.Input<JsonObjectInput> {
  const own = { ...known, usePrivateLink: true };
  // What is an output as a whole stays one, and so keeps its secrets secret.
  if (pulumi.Output.isInstance(params) || params instanceof Promise) {
    return pulumi
      .all([pulumi.output<unknown>(own), pulumi.output<unknown>(params)])
      .apply(([ours, theirs]) => ({
        ...(ours as JsonObjectInput),
        ...(theirs as JsonObjectInput),
      }));
  }
  return { ...own, ...params };
}
