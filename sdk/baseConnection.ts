import * as pulumi from "@pulumi/pulumi";
import type { baseConnectionInputs } from "../provider/resources/baseConnection";
import type { Expect, SameShape } from "./argumentShape";
import type { AuthArgs, AuthSpecName } from "./auth";
import { existing, type GetOptions } from "./get";
import type { JsonObject } from "./json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "./resource";
import { secretParams } from "./secretParams";
import type { Spec, SpecArgs } from "./spec";

/** Arguments of {@link BaseConnection}. */
export interface BaseConnectionArgs<Name extends AuthSpecName = string> extends SandboxArgs {
  /** Name of the connection. Changed in place. */
  name: pulumi.Input<string>;
  /** What the connection is for. Changed in place. */
  description?: pulumi.Input<string>;
  /** Connection spec of the source. Changing it replaces: the API cannot (FLOW-1414-400). */
  connectionSpec: pulumi.Input<SpecArgs>;
  /** Credentials. Left out for the few sources that have none. */
  auth?: pulumi.Input<AuthArgs<Name>>;
  /**
   * Id of the private endpoint the connection goes through: give it `endpoint.id`. Needs
   * `auth.params.usePrivateLink: true`.
   *
   * It is not sent, for the service finds the endpoint by itself. It makes the order: the endpoint comes first and
   * goes last, and a replaced endpoint takes the connection along. Where the service shows which endpoint it found,
   * another one than this is an error that names both. Changing it replaces, old before new.
   */
  privateEndpointId?: pulumi.Input<string>;
}

/** Compile-time check of the arguments. */
export type BaseConnectionArgsShape = Expect<SameShape<BaseConnectionArgs, typeof baseConnectionInputs>>;

/**
 * A base connection: a source's address and the credentials for it.
 * (Guide "Create a connection using the Flow Service API", "Create a base connection"; private link guide, "Create a
 * connection with a private endpoint".)
 *
 * The service checks the credentials when the connection is made. A connection that flows use cannot be deleted
 * (FLOW-1418-400); Pulumi deletes in the right order as long as programs refer to `connection.id`.
 *
 * @example
 * const connection = new aep.BaseConnection("acme", {
 *   name: "ACME Blob storage",
 *   connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" }, // Azure Blob
 *   auth: {
 *     specName: "ConnectionString",
 *     params: { connectionString: config.requireSecret("connectionString"), usePrivateLink: true },
 *   },
 *   privateEndpointId: endpoint.id,
 * });
 */
// The default is what editors offer while the name of the authentication spec is being typed.
export class BaseConnection<Name extends AuthSpecName = AuthSpecName> extends Resource {
  /** Name of the connection. */
  declare public readonly name: pulumi.Output<string>;
  /** What the connection is for. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Connection spec of the source. */
  declare public readonly connectionSpec: pulumi.Output<Spec>;
  /** Authentication spec and parameters, as the program gave them. */
  declare public readonly auth: pulumi.Output<{ specName: string; params?: JsonObject } | undefined>;
  /** Id of the private endpoint the connection goes through. */
  declare public readonly privateEndpointId: pulumi.Output<string | undefined>;
  /** Version of the connection as last seen, quotes included. */
  declare public readonly etag: pulumi.Output<string>;

  constructor(name: string, args: BaseConnectionArgs<Name>, opts?: pulumi.CustomResourceOptions) {
    super(
      ...provided(
        "baseConnection",
        name,
        {
          ...args,
          auth: args.auth === undefined ? undefined : secretAuth(args.auth as pulumi.Input<AuthArgs>),
        },
        opts,
      ),
    );
  }

  /** Gets a base connection that exists already, by its id, to use it without managing it. Secrets are not in it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): BaseConnection {
    const { args, opts } = existing(id, options);
    return new BaseConnection(name, args as BaseConnectionArgs, opts);
  }
}

/** Compile-time check of the outputs. */
export type BaseConnectionOutputs = Expect<DeclaresOutputs<BaseConnection, "baseConnection">>;

function secretAuth(auth: pulumi.Input<AuthArgs>): pulumi.Input<AuthArgs> {
  if (pulumi.Output.isInstance(auth) || auth instanceof Promise) {
    return pulumi.secret<unknown>(auth) as pulumi.Output<AuthArgs>;
  }
  return auth.params === undefined ? auth : { ...auth, params: secretParams(auth.params) };
}
