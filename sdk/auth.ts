import type * as pulumi from "@pulumi/pulumi";
import type { AuthById, AuthOfSpecs, AuthSpecName, KnownConnectionSpecId } from "./auth/byConnector";
import type { JsonObjectInput } from "./json";

export type {
  AuthParams,
  AuthSpecName,
  DeprecatedAuthArgs,
  KnownAuthArgs,
  KnownConnectionSpecId,
} from "./auth/byConnector";

/** Credentials of a base connection for an authentication spec that is not documented. */
export interface OtherAuthArgs {
  /**
   * Name of one of the connection spec's authentication specs. The service refuses any other name (FLOW-1415-400). A
   * change replaces the connection, because the API cannot change it.
   */
  specName: pulumi.Input<string>;
  /** Type of the authentication, such as `OAuth2.0`, which a few guides send. Default: none. A change replaces the connection. */
  type?: pulumi.Input<string>;
  /**
   * Parameters of the authentication spec, with the keys that the spec defines. Stored encrypted, except those whose name
   * shows that they are not secret, such as `host`. Default: none. A change updates the connection in place.
   */
  params?: pulumi.Input<JsonObjectInput>;
}

/** Credentials of a base connection for an authentication spec whose name is an output. */
export interface LaterAuthArgs {
  /** Name of one of the connection spec's authentication specs. */
  specName: Promise<string> | pulumi.OutputInstance<string>;
  /** Type of the authentication, such as `OAuth2.0`, which a few guides send. Default: none. A change replaces the connection. */
  type?: pulumi.Input<string>;
  /** Parameters of the authentication spec, with the keys that the spec defines. */
  params?: pulumi.Input<JsonObjectInput>;
}

/**
 * Credentials of a base connection. The id of a documented connection spec determines the authentication specs and their
 * parameters; with any other id, and as an output, any credentials are accepted.
 *
 * @example
 * const auth: aep.AuthArgs<typeof aep.connectionSpecs.azureBlob.id> = {
 *   specName: "ConnectionString",
 *   params: { connectionString: config.requireSecret("connectionString") },
 * };
 */
export type AuthArgs<Id extends string = string> = Id extends KnownConnectionSpecId
  ? [AuthSpecName<Id>] extends [never]
    ? OtherAuthArgs
    : AuthOfSpecs<AuthById[Id]> | LaterAuthArgs
  : OtherAuthArgs;

/** {@link AuthArgs}, or an output with any credentials. */
export type AuthInput<Id extends string = string> =
  | AuthArgs<Id>
  | Promise<OtherAuthArgs>
  | pulumi.OutputInstance<OtherAuthArgs>;
