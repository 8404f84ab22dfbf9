import * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { madconnectConnectionInputs } from "../../provider/resources/madconnectConnection";
import type { Expect, SameShape } from "../argumentShape";
import { hasType } from "../instance";
import type { JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided } from "../resource";

/** Argument of every resource of MadConnect. */
export interface AccountArgs {
  /**
   * Id of the MadConnect account, 16 hex digits. Required for sub-accounts only.
   *
   * Default: stack config `aep:madconnectAccountId`, else the environment variable `MADCONNECT_ACCOUNT_ID`, else the
   * client's own account. The effective account is recorded in the state. A change, here or in the configuration,
   * replaces the connection; the old one is deleted first.
   */
  accountId?: pulumi.Input<string>;
}

/** Arguments of {@link Connection}. */
export interface ConnectionArgs extends AccountArgs {
  /** Name of the connection. Updated in place. */
  name: pulumi.Input<string>;
  /**
   * Id of the source connector, 16 characters. The service refuses connectors that are not compatible. A change
   * replaces the connection; the old one is deleted first.
   */
  srcConnectorId: pulumi.Input<string>;
  /**
   * Id of a stored configuration of the source connector. Default: none. A change replaces the connection, because the
   * update call does not accept it; the old connection is deleted first. The service never returns it, so a change made
   * outside Pulumi cannot be detected.
   */
  srcConfigurationId?: pulumi.Input<string>;
  /**
   * Parameters of the source connector, with the keys that the connector defines, such as `bucketURI`. Default: `{}`.
   * Updated in place. Every value is stored encrypted. The service never returns them, so a change made outside
   * Pulumi cannot be detected.
   */
  srcConnectionConfig?: pulumi.Input<JsonObjectInput>;
  /**
   * Id of the destination connector, 16 characters. The service refuses connectors that are not compatible. A change
   * replaces the connection; the old one is deleted first.
   */
  destConnectorId: pulumi.Input<string>;
  /**
   * Id of a stored configuration of the destination connector. Default: none. A change replaces the connection, because
   * the update call does not accept it; the old connection is deleted first. The service never returns it, so a change
   * made outside Pulumi cannot be detected.
   */
  destConfigurationId?: pulumi.Input<string>;
  /**
   * Parameters of the destination connector, with the keys that the connector defines, such as `advertiserId`. Default:
   * `{}`. Updated in place. Every value is stored encrypted. The service never returns them, so a change made outside
   * Pulumi cannot be detected.
   */
  destConnectionConfig?: pulumi.Input<JsonObjectInput>;
  /**
   * Whether data moves: `active` or `disabled`. Default: `active`. Updated in place, by the status call. The provider
   * waits at most five minutes for the status. After that, the connection stays in the state, and the next `pulumi up`
   * continues.
   */
  status?: pulumi.Input<"active" | "disabled">;
}

/** @internal Compile-time check of the arguments. */
export type ConnectionArgsShape = Expect<
  SameShape<ConnectionArgs, typeof madconnectConnectionInputs, "accountId">
>;

/** One end of a connection, as returned by the service. */
export interface ConnectionEnd {
  /** Id of the connector. */
  connectorId: string;
  /** Name of the connector. */
  connectorName?: string;
  /** URL of the connector's logo. */
  connectorLogo?: string;
  /** Whether the connector is configured. */
  configured?: boolean;
}

/** Options for reading an existing connection that this stack does not manage. It is read, never changed. */
export type GetConnectionOptions = pulumi.CustomResourceOptions & AccountArgs;

/**
 * A connection of MadConnect: transfers data from a source connector to a destination connector while it is active.
 * (MadConnect's Connections API, "Create a Connection", "Update Connection", "Update Connection Status".)
 *
 * If MadConnect reports a connection as `broken` or `offline`, the provider shows a warning. This is not a difference
 * to the program. MadConnect can restore a deleted connection for 30 days; Pulumi treats it as deleted.
 *
 * Two connections between the same ends would transfer all data twice, so a replacement deletes the old connection
 * first.
 *
 * @example
 * const audience = new madconnect.Connection("audience", {
 *   name: "ACME audience",
 *   srcConnectorId: "STWkG5hhS3EvG511",
 *   srcConnectionConfig: { bucketURI: "s3://acme-audience/connectors/csv" },
 *   destConnectorId: "13a4e0ca00af0011",
 *   destConnectionConfig: { advertiserId: "12345", audienceSource: "USER_PROVIDED_ONLY" },
 * });
 */
export class Connection extends pulumi.CustomResource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("madconnectConnection");

  /** Id of the account of the connection, if one is given. */
  declare public readonly accountId: pulumi.Output<string | undefined>;
  /** Name of the connection. */
  declare public readonly name: pulumi.Output<string>;
  /** Id of the source connector. */
  declare public readonly srcConnectorId: pulumi.Output<string>;
  /** Id of a stored configuration of the source connector. */
  declare public readonly srcConfigurationId: pulumi.Output<string | undefined>;
  /** Parameters of the source connector, as given by the program. */
  declare public readonly srcConnectionConfig: pulumi.Output<JsonObject>;
  /** Id of the destination connector. */
  declare public readonly destConnectorId: pulumi.Output<string>;
  /** Id of a stored configuration of the destination connector. */
  declare public readonly destConfigurationId: pulumi.Output<string | undefined>;
  /** Parameters of the destination connector, as given by the program. */
  declare public readonly destConnectionConfig: pulumi.Output<JsonObject>;
  /** Status as last read: `In-progress`, `active`, `disabled`, `broken` or `offline`. */
  declare public readonly status: pulumi.Output<string>;
  /** Time of creation, in seconds since the epoch. */
  declare public readonly createdTime: pulumi.Output<number>;
  /** Whether the connection is enabled, whatever its status. */
  declare public readonly enabled: pulumi.Output<boolean | undefined>;
  /** Name of the environment of the connection. */
  declare public readonly env: pulumi.Output<string | undefined>;
  /** Source end of the connection. */
  declare public readonly src: pulumi.Output<ConnectionEnd>;
  /** Destination end of the connection. */
  declare public readonly dest: pulumi.Output<ConnectionEnd>;

  /**
   * Declares a connection, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the connection
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: ConnectionArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      ...provided(
        "madconnectConnection",
        name,
        {
          ...args,
          srcConnectionConfig: secretConfig(args.srcConnectionConfig),
          destConnectionConfig: secretConfig(args.destConnectionConfig),
        },
        opts,
        { ...args },
      ),
    );
  }

  /** Reads an existing connection by its id, to use it without managing it. The result contains no configs. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: GetConnectionOptions = {}): Connection {
    const { accountId, ...opts } = options;
    return new Connection(name, { accountId } as ConnectionArgs, { ...opts, id });
  }

  /** Whether an object is a connection, also one of another copy of this package. */
  static override isInstance(object: unknown): object is Connection {
    return hasType(object, Connection.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type ConnectionOutputs = Expect<DeclaresOutputs<Connection, "madconnectConnection">>;

// Each connector defines its own keys, so it is unknown which values are not secret.
function secretConfig(config: ConnectionArgs["srcConnectionConfig"]) {
  // Without the type argument, the compiler expands the recursive JSON type endlessly.
  return config === undefined ? undefined : pulumi.secret<unknown>(config);
}
