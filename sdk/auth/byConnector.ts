import type * as pulumi from "@pulumi/pulumi";
import type { connectors } from "../../provider/connectors";
import type { AuthSpec, ParamList } from "../../provider/connectors/row";
import type { JsonObjectInput } from "../json";
import type { ParamDocs } from "./params";

type Table = typeof connectors;

/** The authentication specs of the documented connectors, by the id of the connection spec. */
// A shared id gets the specs of all its connectors.
export type AuthById = {
  [Name in keyof Table as Table[Name] extends { id: infer Id extends string }
    ? Id
    : never]: Table[Name]["auth"];
};

/** Id of the connection spec of a documented connector. */
export type KnownConnectionSpecId = keyof AuthById;

type Value<Param> = Param extends { values: readonly (infer Choice)[] }
  ? Choice
  : Param extends { kind: "number" }
    ? number | string
    : Param extends { kind: "boolean" }
      ? boolean
      : Param extends { kind: "flag" }
        ? boolean | "true" | "false"
        : Param extends { kind: "json" }
          ? JsonObjectInput
          : string;

type RequiredNames<List> = {
  [Name in keyof List]: List[Name] extends { required: true } ? Name : never;
}[keyof List];

type InputOf<List, Name> = Name extends keyof List ? pulumi.Input<Value<List[Name]>> : never;

// A mapped type over a part of ParamDocs keeps its comments.
type Named<Names> = Pick<ParamDocs, Names & keyof ParamDocs>;

type Flat<Type> = { [Name in keyof Type]: Type[Name] };

/** The parameters of one list. */
export type Params<List> = List extends ParamList
  ? Flat<
      { [Name in keyof Named<RequiredNames<List>>]: InputOf<List, Name> } & {
        [Name in keyof Named<Exclude<keyof List, RequiredNames<List>>>]?: InputOf<List, Name>;
      }
    >
  : never;

/** Credentials of a base connection for a documented authentication spec. */
export interface KnownAuthArgs<Name extends string, Parameters> {
  /**
   * Name of one of the connection spec's authentication specs, such as `ConnectionString`. The service refuses any
   * other name (FLOW-1415-400). A change replaces the connection, because the API cannot change it.
   */
  specName: Name;
  /** Type of the authentication, such as `OAuth2.0`, which a few guides send. Default: none. A change replaces the connection. */
  type?: pulumi.Input<string>;
  /**
   * Parameters of the authentication spec; for a private endpoint also `usePrivateLink: true`. A change updates the
   * connection in place, with one JSON Patch operation per key.
   *
   * The service never returns secrets, so the state keeps them, encrypted. Every value is stored encrypted, even
   * without `pulumi.secret` in the program, except for parameters that are not secret (`usePrivateLink`, `host`,
   * `container`, …).
   */
  params: pulumi.Input<Parameters>;
}

/** Credentials of a base connection for a documented authentication spec that Adobe has deprecated. */
export interface DeprecatedAuthArgs<Name extends string, Parameters> {
  /**
   * Name of an authentication spec that Adobe has deprecated: docs/connectors.md names the one to use instead. A change
   * replaces the connection, because the API cannot change it.
   *
   * @deprecated Use another authentication spec of this connector.
   */
  specName: Name;
  /** Type of the authentication, such as `OAuth2.0`, which a few guides send. Default: none. A change replaces the connection. */
  type?: pulumi.Input<string>;
  /** Parameters of the authentication spec. A change updates the connection in place. */
  params: pulumi.Input<Parameters>;
}

// Compilers before 5.2 accept any parameter if two members of a union have the same specName.
type AuthOfSpec<Name, Spec> = Name extends string
  ? [Spec] extends [AuthSpec]
    ? [Spec] extends [{ deprecated: object }]
      ? DeprecatedAuthArgs<Name, Params<Spec["params"][number]>>
      : KnownAuthArgs<Name, Params<Spec["params"][number]>>
    : never
  : never;

type NamesIn<Specs> = Specs extends unknown ? keyof Specs : never;

type SpecIn<Specs, Name> = Specs extends unknown ? (Name extends keyof Specs ? Specs[Name] : never) : never;

/** Credentials for one of these authentication specs. */
export type AuthOfSpecs<Specs> = {
  [Name in NamesIn<Specs>]: AuthOfSpec<Name, SpecIn<Specs, Name>>;
}[NamesIn<Specs>];

/** Names of the documented authentication specs of a connector. */
export type AuthSpecName<Id extends KnownConnectionSpecId> = NamesIn<AuthById[Id]>;

/**
 * The parameters of a documented authentication spec.
 *
 * @example
 * const params: aep.AuthParams<typeof aep.connectionSpecs.azureBlob.id, "ConnectionString"> = {
 *   connectionString: config.requireSecret("connectionString"),
 * };
 */
export type AuthParams<Id extends KnownConnectionSpecId, Name extends AuthSpecName<Id>> = ParamsOf<
  SpecIn<AuthById[Id], Name>
>;

type ParamsOf<Spec> = Spec extends AuthSpec ? Params<Spec["params"][number]> : never;
