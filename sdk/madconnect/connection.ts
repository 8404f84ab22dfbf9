import * as pulumi from "@pulumi/pulumi";
import type { madconnectConnectionInputs } from "../../provider/resources/madconnectConnection";
import type { Expect, SameShape } from "../argumentShape";
import type { JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided } from "../resource";

/** Where a thing of MadConnect lives. */
export interface AccountArgs {
  /**
   * Id of the MadConnect account, 16 hex digits. Needed for sub-accounts only.
   *
   * Default: stack config `aep:madconnectAccountId`, else `MADCONNECT_ACCOUNT_ID`, else the client's own account. What is
   * in force is recorded in state. Changing it, here or there, replaces the connection, new before old.
   */
  accountId?: pulumi.Input<string>;
}

/** Arguments of {@link Connection}. */
export interface ConnectionArgs extends AccountArgs {
  /** Name of the connection. Changed in place. */
  name: pulumi.Input<string>;
  /**
   * Id of the connector that data come from, 16 characters. Only compatible connectors are taken. Changing it replaces,
   * old before new.
   */
  srcConnectorId: pulumi.Input<string>;
  /**
   * Id of a stored configuration of the source connector. Default: none. Changing it replaces, old before new, because an
   * update does not take it. The service never shows it, so a change made elsewhere cannot be seen.
   */
  srcConfigurationId?: pulumi.Input<string>;
  /**
   * Parameters of the source connector, by its own names, such as `bucketURI`. Default: `{}`. Changed in place. Every
   * value is kept as a secret; the service does not show them again, so a change made elsewhere cannot be seen.
   */
  srcConnectionConfig?: pulumi.Input<JsonObjectInput>;
  /**
   * Id of the connector that data go to, 16 characters. Only compatible connectors are taken. Changing it replaces, old
   * before new.
   */
  destConnectorId: pulumi.Input<string>;
  /**
   * Id of a stored configuration of the destination connector. Default: none. Changing it replaces, old before new,
   * because an update does not take it. The service never shows it, so a change made elsewhere cannot be seen.
   */
  destConfigurationId?: pulumi.Input<string>;
  /**
   * Parameters of the destination connector, by its own names, such as `advertiserId`. Default: `{}`. Changed in place.
   * Every value is kept as a secret; the service does not show them again, so a change made elsewhere cannot be seen.
   */
  destConnectionConfig?: pulumi.Input<JsonObjectInput>;
  /**
   * Whether data move: `active` or `disabled`. Default: `active`. Changed in place, by the status call; it is waited for at
   * most five minutes. A connection that stays on the way is kept, and the next `pulumi up` goes on.
   */
  status?: pulumi.Input<"active" | "disabled">;
}

/** Compile-time check of the arguments. */
export type ConnectionArgsShape = Expect<
  SameShape<ConnectionArgs, typeof madconnectConnectionInputs, "accountId">
>;

/** One end of a connection, as the service shows it. */
export interface ConnectionEnd {
  /** Id of the connector. */
  connectorId: string;
  /** Name of the connector. */
  connectorName?: string;
  /** Address of the connector's logo. */
  connectorLogo?: string;
  /** Whether the connector is configured. */
  configured?: boolean;
}

/** Options for getting a connection that exists already and belongs to somebody else: it is read, never changed. */
export type GetConnectionOptions = pulumi.CustomResourceOptions & AccountArgs;

/**
 * A connection of MadConnect: a pipe from a source connector to a destination connector. Data move over active ones only.
 * (MadConnect's Connections API, "Create a Connection", "Update Connection", "Update Connection Status".)
 *
 * A connection that is `broken` or `offline` is shown so and warned about, and is no difference to what the program
 * wants. Deleting is soft: MadConnect can restore a connection for 30 days, but to Pulumi it is gone.
 *
 * Two connections between the same ends would carry everything twice, so what replaces one deletes it first.
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
  /** Id of the account the connection lives in, where one was given. */
  declare public readonly accountId: pulumi.Output<string | undefined>;
  /** Name of the connection. */
  declare public readonly name: pulumi.Output<string>;
  /** Id of the connector that data come from. */
  declare public readonly srcConnectorId: pulumi.Output<string>;
  /** Id of a stored configuration of the source connector. */
  declare public readonly srcConfigurationId: pulumi.Output<string | undefined>;
  /** Parameters of the source connector, as the program gave them. */
  declare public readonly srcConnectionConfig: pulumi.Output<JsonObject>;
  /** Id of the connector that data go to. */
  declare public readonly destConnectorId: pulumi.Output<string>;
  /** Id of a stored configuration of the destination connector. */
  declare public readonly destConfigurationId: pulumi.Output<string | undefined>;
  /** Parameters of the destination connector, as the program gave them. */
  declare public readonly destConnectionConfig: pulumi.Output<JsonObject>;
  /** `In-progress`, `active`, `disabled`, `broken` or `offline`, as last seen. */
  declare public readonly status: pulumi.Output<string>;
  /** When the connection was made, in seconds since the epoch. */
  declare public readonly createdTime: pulumi.Output<number>;
  /** Whether the connection is switched on, however it fares. */
  declare public readonly enabled: pulumi.Output<boolean | undefined>;
  /** Name of the environment the connection runs in. */
  declare public readonly env: pulumi.Output<string | undefined>;
  /** The end that data come from. */
  declare public readonly src: pulumi.Output<ConnectionEnd>;
  /** The end that data go to. */
  declare public readonly dest: pulumi.Output<ConnectionEnd>;

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
      ),
    );
  }

  /** Gets a connection that exists already, by its id, to use it without managing it. Its configs are not in it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: GetConnectionOptions = {}): Connection {
    const { accountId, ...opts } = options;
    return new Connection(name, { accountId } as ConnectionArgs, { ...opts, id });
  }
}

/** Compile-time check of the outputs. */
export type ConnectionOutputs = Expect<DeclaresOutputs<Connection, "madconnectConnection">>;

// The keys are each connector's own: nothing tells which of them are harmless.
function secretConfig(config: ConnectionArgs["srcConnectionConfig"]) {
  // Without the type argument the compiler follows the recursion of JSON without end.
  return config === undefined ? undefined : pulumi.secret<unknown>(config);
}
