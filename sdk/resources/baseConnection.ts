import * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { baseConnectionInputs } from "../../provider/resources/baseConnection";
import type { Expect, SameShape } from "../argumentShape";
import type { AuthInput, OtherAuthArgs } from "../auth";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonObject } from "../json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";
import { secretParams } from "../secretParams";
import type { Spec, SpecArgs } from "../spec";

/**
 * Arguments of {@link BaseConnection}.
 *
 * @typeParam Id - Id of the connection spec, if the program has it as a literal
 */
export interface BaseConnectionArgs<Id extends string = string> extends SandboxArgs {
  /** Name of the connection. Updated in place. */
  name: pulumi.Input<string>;
  /** Description of the connection. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /** Connection spec of the source. A change replaces the connection, because the API refuses it (FLOW-1414-400). */
  connectionSpec: pulumi.Input<SpecArgs<Id>>;
  /**
   * Credentials for the source. Left out for the few sources that have none. `auth.params` is updated in place; a
   * change of `auth.specName` replaces the connection.
   *
   * The connection spec of a documented source determines the authentication specs and their parameters.
   */
  auth?: AuthInput<Id>;
  /**
   * Id of the provider of the source, which a few guides send. Default: none; AEP derives it from the connection spec. A
   * change replaces the connection.
   */
  providerId?: pulumi.Input<string>;
  /**
   * Id of the private endpoint that the connection uses: pass `endpoint.id`. Requires
   * `auth.params.usePrivateLink: true`. Default: none.
   *
   * It is not sent, because the service selects the endpoint. It defines the order: the endpoint is created before the
   * connection and deleted after it, and a replaced endpoint replaces the connection too. If the service reports that
   * the connection uses another endpoint, this is an error that names both. A change replaces the connection; the old
   * one is deleted first.
   */
  privateEndpointId?: pulumi.Input<string>;
}

/** @internal Compile-time check of the arguments. */
export type BaseConnectionArgsShape = Expect<SameShape<BaseConnectionArgs, typeof baseConnectionInputs>>;

/**
 * A base connection: the address of a source and the credentials for it.
 * (Guide "Create a connection using the Flow Service API", "Create a base connection"; private link guide, "Create a
 * connection with a private endpoint".)
 *
 * The service checks the credentials when the connection is created. A connection that flows use cannot be deleted
 * (FLOW-1418-400). Pulumi deletes in the right order if the program refers to `connection.id`.
 *
 * @example
 * const connection = new aep.BaseConnection("acme", {
 *   name: "ACME Blob storage",
 *   connectionSpec: aep.connectionSpecs.azureBlob,
 *   auth: {
 *     specName: "ConnectionString",
 *     params: { connectionString: config.requireSecret("connectionString"), usePrivateLink: true },
 *   },
 *   privateEndpointId: endpoint.id,
 * });
 */
export class BaseConnection<Id extends string = string> extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("baseConnection");

  /** Name of the connection. */
  declare public readonly name: pulumi.Output<string>;
  /** Description of the connection. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Connection spec of the source. */
  declare public readonly connectionSpec: pulumi.Output<Spec>;
  /** Authentication spec and parameters, as given by the program. */
  declare public readonly auth: pulumi.Output<
    | {
        /** Name of the authentication spec. */
        specName: string;
        /** Its parameters. Those that are not documented as harmless are secret. */
        params?: JsonObject;
      }
    | undefined
  >;
  /** Id of the provider of the source, if the program gives one. */
  declare public readonly providerId: pulumi.Output<string | undefined>;
  /** Id of the private endpoint that the connection uses. */
  declare public readonly privateEndpointId: pulumi.Output<string | undefined>;
  /**
   * State of the connection in AEP, as last read: `enabled`, `disabled`, `initializing`, `failed` or another state of the
   * service. Undefined in a state that an older version recorded, until the first refresh.
   */
  declare public readonly state: pulumi.Output<string | undefined>;
  /**
   * Address to which events are sent: the inlet that AEP creates with a streaming connection. Undefined for other
   * connections, and in a state that an older version recorded, until the first refresh or update.
   */
  declare public readonly inletUrl: pulumi.Output<string | undefined>;
  /** Id of the inlet, the last part of `inletUrl`. Undefined where `inletUrl` is. */
  declare public readonly inletId: pulumi.Output<string | undefined>;
  /**
   * Id of the source of the events that the inlet receives. If `auth.params.sourceId` is left out, AEP sets it to the name
   * of the connection. Undefined where `inletUrl` is.
   */
  declare public readonly sourceId: pulumi.Output<string | undefined>;
  /** Whether the inlet only accepts events with a valid access token. Undefined where AEP does not report it. */
  declare public readonly authenticationRequired: pulumi.Output<boolean | undefined>;
  /** Version (etag) of the connection as last read, including its quotes. */
  declare public readonly etag: pulumi.Output<string>;

  /**
   * Declares a base connection, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the base connection
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: BaseConnectionArgs<Id>, opts?: pulumi.CustomResourceOptions) {
    super(
      ...provided(
        "baseConnection",
        name,
        {
          ...args,
          auth: secretAuth(args as BaseConnectionArgs),
        },
        opts,
        { ...args },
      ),
    );
  }

  /** Reads an existing base connection by its id, to use it without managing it. The result contains no secrets. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): BaseConnection {
    const { args, opts } = existing(id, options);
    return new BaseConnection(name, args as BaseConnectionArgs, opts);
  }

  /** Whether an object is a base connection, also one of another copy of this package. */
  static isInstance(object: unknown): object is BaseConnection {
    return hasType(object, BaseConnection.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type BaseConnectionOutputs = Expect<DeclaresOutputs<BaseConnection, "baseConnection">>;

// Programs without the checks of TypeScript pass null for a value that they leave out.
function secretAuth(args: BaseConnectionArgs): pulumi.Input<OtherAuthArgs> | undefined {
  const auth = args.auth as pulumi.Input<OtherAuthArgs> | null | undefined;
  if (auth === null || auth === undefined) {
    return undefined;
  }
  if (pulumi.Output.isInstance(auth) || auth instanceof Promise) {
    return pulumi.secret<unknown>(auth) as pulumi.Output<OtherAuthArgs>;
  }
  return auth.params === undefined || auth.params === null
    ? auth
    : { ...auth, params: secretParams(auth.params, args) };
}
