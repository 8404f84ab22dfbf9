import * as pulumi from "@pulumi/pulumi";
import type { ConfigReader } from "../../provider/config/settings";
import { Provider } from "../provider";
import type { ProviderSettings } from "../providerInputs";
import { warnOfUnknownKeys } from "../unknownKeys";

/** Options of every function. */
export interface InvokeOptions {
  /** The explicit provider (`aep.Provider`) whose configuration is used. Default: that of `parent`. */
  provider?: pulumi.ProviderResource;
  /** A resource whose explicit provider is used, such as the component that calls the function. Default: none. */
  parent?: pulumi.Resource;
  /**
   * Resources that must be up to date before the call. While one of them is still to be created in a preview, the result
   * of the `Output` form is unknown. Default: the resources that the arguments come from.
   */
  dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource>;
}

// The token of any dynamic resource: Pulumi finds the provider of a parent by its package.
const dynamicResource = "pulumi-nodejs:dynamic/aep:Flow";

/** The explicit provider of a call, if there is one. */
export function providerOf({ provider, parent }: InvokeOptions): pulumi.ProviderResource | undefined {
  return provider ?? parent?.getProvider(dynamicResource);
}

/** @internal The configuration of the explicit provider of a call; `undefined` without one. */
export function settingsOf(options: InvokeOptions): ProviderSettings | undefined {
  const provider = providerOf(options);
  if (provider === undefined) {
    return undefined;
  }
  if (!Provider.isInstance(provider)) {
    throw new pulumi.RunError(
      "The provider of this call is not an aep.Provider, so its configuration is not known to the function.\n" +
        "Pass an aep.Provider as the option provider.",
    );
  }
  return Provider.settingsOf(provider);
}

/** The ids of the resources that a call depends on, once they are up to date; unknown before they are created. */
export function dependenciesOf({ dependsOn }: InvokeOptions): pulumi.Output<unknown> {
  const resources = pulumi.output<unknown>(dependsOn ?? []) as pulumi.Output<unknown>;
  return resources.apply((known) => pulumi.all([known].flat().flatMap(idsOf)));
}

function idsOf(resource: unknown): pulumi.Output<string>[] {
  if (pulumi.CustomResource.isInstance(resource)) {
    return [resource.id];
  }
  // A component is up to date when its children are. Pulumi does not declare this property in its types.
  const { urn, __childResources: children = [] } = resource as pulumi.Resource & {
    __childResources?: Iterable<pulumi.Resource>;
  };
  return [urn, ...[...children].flatMap(idsOf)];
}

/**
 * @internal Waits for what a call depends on, and returns the reader of its configuration: of the explicit provider, otherwise of
 * the program. `name` is the function's.
 */
export async function readerOf(name: string, options: InvokeOptions): Promise<ConfigReader> {
  warnOfUnknownKeys();
  const settings = settingsOf(options);
  await isKnown(dependenciesOf(options));
  if (settings === undefined) {
    return readConfig;
  }
  if (!(await isKnown(settings))) {
    throw new pulumi.RunError(
      `${name}: the configuration of its provider is not known in this preview.\n` +
        `Use ${name}Output, whose result is then unknown too.`,
    );
  }
  const values = await new Promise<Readonly<Record<string, string | undefined>>>((resolve) => {
    settings.apply(resolve);
  });
  return (key) => values[key];
}

/** Waits for an output; whether it has a value in this preview. */
function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  // `apply` would wait forever for an unknown value. Pulumi does not declare this property in its types.
  return (output as unknown as { isKnown: Promise<boolean> }).isKnown;
}

/** Reads a key of the program's stack config. */
function readConfig(key: string): string | undefined {
  return new pulumi.Config("aep").get(key.slice("aep:".length));
}
