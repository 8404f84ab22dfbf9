import * as pulumi from "@pulumi/pulumi";
import type { ProviderArgs } from "./providerArgs";
import { type ProviderSettings, providerInputs, settingsIn } from "./providerInputs";
import { warnOfUnknownKeys } from "./unknownKeys";

/** Marks the providers of this class across several copies of this package in one program. */
const settingsOfProvider = Symbol.for("pulumi-aep/provider-settings");

/**
 * An explicit provider: its resources and functions use its configuration instead of that of the stack, so that one
 * program can use two organisations, credentials or sandboxes. Each provider has its own process.
 *
 * Pass it as the option `provider` of a resource, component or function. Moving a resource to another provider of the
 * same organisation and sandbox changes nothing in AEP. A component passes it to all dynamic resources below it, also
 * to those of other vendors: they then see the configuration of this provider instead of the stack's.
 *
 * @example
 * const acme = new aep.Provider("acme", {
 *   orgId: "1234567890ABCDEF@AdobeOrg",
 *   clientId: config.require("acmeClientId"),
 *   clientSecret: config.requireSecret("acmeClientSecret"),
 * });
 * const base = new aep.BaseConnection(
 *   "acme",
 *   {
 *     name: "ACME Blob storage",
 *     connectionSpec: aep.connectionSpecs.azureBlob,
 *     auth: {
 *       specName: "ConnectionString",
 *       params: { connectionString: config.requireSecret("connectionString") },
 *     },
 *   },
 *   { provider: acme },
 * );
 */
export class Provider extends pulumi.ProviderResource {
  /** The configuration for functions of the program. Not enumerable, so that Pulumi does not serialize it. */
  declare private readonly [settingsOfProvider]: ProviderSettings;

  /**
   * Declares an explicit provider.
   *
   * @param name - Name of the provider in the program, unique in a stack
   * @param args - Its configuration. Default: stack config and environment
   * @param opts - Options of Pulumi, such as `aliases` when the provider is renamed
   * @throws pulumi.RunError naming the missing credentials if `args` contains only some of them
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    warnOfUnknownKeys();
    const inputs = providerInputs(name, args);
    super("pulumi-nodejs", name, inputs, opts);
    Object.defineProperty(this, settingsOfProvider, { value: settingsIn(inputs) });
  }

  /** Whether a value is a provider of this class. */
  static override isInstance(value: unknown): value is Provider {
    return typeof value === "object" && value !== null && settingsOfProvider in value;
  }

  /** @internal The configuration of a provider. */
  static settingsOf(provider: Provider): ProviderSettings {
    return provider[settingsOfProvider];
  }
}
