import type * as pulumi from "@pulumi/pulumi";
import type { AzureKeyName, ConfigKeyName } from "../provider/config/keys";
import type { Expect } from "./argumentShape";

/**
 * Credentials for Azure, for approvals of private endpoints. They are those of the provider `azure-native`, with the
 * same names. A value that is left out comes from the stack config (`azure-native:…`), then from the environment
 * (`ARM_…`).
 */
export interface ProviderAzureArgs {
  /** Client id of the service principal. */
  clientId?: pulumi.Input<string>;
  /** Client secret of the service principal. Stored encrypted. */
  clientSecret?: pulumi.Input<string>;
  /** Path of the certificate of the service principal, on the machine that runs Pulumi. */
  clientCertificatePath?: pulumi.Input<string>;
  /** Password of the certificate. Stored encrypted. */
  clientCertificatePassword?: pulumi.Input<string>;
  /** Id of the Microsoft Entra tenant. */
  tenantId?: pulumi.Input<string>;
  /** Id of the Azure subscription. */
  subscriptionId?: pulumi.Input<string>;
  /** Cloud: `public`, `usgovernment` or `china`, or another name that `azure-native` accepts. Default: `public`. */
  environment?: pulumi.Input<string>;
  /** Whether the sign-in skips the discovery of the cloud. Default: false. */
  disableInstanceDiscovery?: pulumi.Input<boolean>;
  /** Whether to sign in by the default chain of Azure's SDK. Default: false. */
  useDefaultAzureCredential?: pulumi.Input<boolean>;
  /** Whether to sign in with a managed identity. Default: false. */
  useMsi?: pulumi.Input<boolean>;
  /** Whether to sign in with OpenID Connect. Default: false. */
  useOidc?: pulumi.Input<boolean>;
  /** Audience of the OpenID Connect token. */
  oidcAudience?: pulumi.Input<string>;
  /** The OpenID Connect token. Stored encrypted. */
  oidcToken?: pulumi.Input<string>;
  /** Path of a file with the OpenID Connect token, on the machine that runs Pulumi. */
  oidcTokenFilePath?: pulumi.Input<string>;
  /** Token for the request of the OpenID Connect token. Stored encrypted. */
  oidcRequestToken?: pulumi.Input<string>;
  /** URL for the request of the OpenID Connect token. */
  oidcRequestUrl?: pulumi.Input<string>;
}

/**
 * Arguments of `Provider`: the keys of the stack config (docs/configuration.md), with the same names and defaults.
 *
 * An argument that is left out comes from the stack config, then from the environment, then from the default. Values of
 * the stack config are recorded in the state, secrets encrypted; values of the environment are not. Credentials are the
 * exception, see `orgId`, `clientId`, `clientSecret` and `accessToken`. A change updates the provider only; another
 * `orgId` is an error if the provider has resources.
 */
export interface ProviderArgs {
  /**
   * Id of the organisation, `…@AdobeOrg`. With it, the constructor requires `clientId`, and `clientSecret` or
   * `accessToken`: credentials of another organisation are never used.
   */
  orgId?: pulumi.Input<string>;
  /** Client id of the credential. With it, the constructor requires `clientSecret` or `accessToken`. */
  clientId?: pulumi.Input<string>;
  /** Client secret of the credential. Stored encrypted. With it, no other access token is used. */
  clientSecret?: pulumi.Input<string>;
  /** Access token instead of the client secret, for short runs. Stored encrypted. */
  accessToken?: pulumi.Input<string>;
  /** OAuth scopes, as a list or separated by commas. Default: the documented set. */
  scopes?: pulumi.Input<string> | pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Name of the sandbox of resources that do not set `sandbox` themselves. Default: `prod`. A change replaces these
   * resources.
   */
  sandbox?: pulumi.Input<string>;
  /** Origin of the AEP APIs. Default: `https://platform.adobe.io`. */
  apiUrl?: pulumi.Input<string>;
  /** Origin of Adobe's token service. Default: `https://ims-na1.adobelogin.com`. */
  imsUrl?: pulumi.Input<string>;
  /** Whether interactive authoring is enabled where resources require it: `auto` or `off`. Default: `auto`. */
  interactiveAuthoring?: pulumi.Input<"auto" | "off">;
  /**
   * Whether changes in sandboxes that AEP reports as production are refused. Default: false. A change of it changes no
   * resource.
   */
  protectProduction?: pulumi.Input<boolean>;
  /**
   * Whether resources that AEP never deletes, because a schema is enabled for Profile, are removed from the state only when
   * they are deleted; otherwise their deletion is refused. Default: false. A change of it changes no resource.
   */
  forgetUndeletable?: pulumi.Input<boolean>;
  /** Most requests per second of this provider. Default: no limit. */
  maxRequestsPerSecond?: pulumi.Input<number>;
  /** Most requests of this provider at the same time. Default: 16. */
  maxConcurrentRequests?: pulumi.Input<number>;
  /** Origin of Azure Resource Manager. Default: that of the cloud. */
  azureManagementUrl?: pulumi.Input<string>;
  /** Origin of Microsoft Entra ID, `https://` only. Default: that of the cloud. */
  azureAuthorityUrl?: pulumi.Input<string>;
  /** Origin of the MadConnect API. */
  madconnectUrl?: pulumi.Input<string>;
  /** Client id for MadConnect. With it, the constructor requires `madconnectClientSecret`. */
  madconnectClientId?: pulumi.Input<string>;
  /** Client secret for MadConnect. Stored encrypted. */
  madconnectClientSecret?: pulumi.Input<string>;
  /** Id of the MadConnect account of resources that do not set `accountId`. Default: the client's own account. */
  madconnectAccountId?: pulumi.Input<string>;
  /** Credentials for Azure. Default: stack config and environment, as without this provider. */
  azure?: ProviderAzureArgs;
}

/** @internal Compile-time check: the arguments are the keys of the configuration, no more and no less. */
export type ProviderArgsKeys = [
  Expect<SameKeys<keyof ProviderArgs, ConfigKeyName | "azure">>,
  Expect<SameKeys<keyof ProviderAzureArgs, AzureKeyName>>,
];

type SameKeys<Left, Right> = [Exclude<Left, Right>, Exclude<Right, Left>] extends [never, never]
  ? true
  : { unknown: Exclude<Left, Right>; undeclared: Exclude<Right, Left> };
