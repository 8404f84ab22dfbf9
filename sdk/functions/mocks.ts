import * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, providerOf } from "./options";

/**
 * The result of a function in a unit test that has called `pulumi.runtime.setMocks`; `undefined` in every other program.
 * The result is that of `call` for the function's token, which then replaces all requests of the function.
 */
export function mockedResult(
  token: string,
  args: object,
  options: InvokeOptions,
): { readonly result: Promise<unknown> } | undefined {
  // Pulumi's own `invoke` is not used: it accepts objects as results only, and some functions return lists.
  const monitor = pulumi.runtime.getMonitor() as { mocks?: pulumi.runtime.Mocks } | undefined;
  return monitor?.mocks === undefined ? undefined : { result: callMock(monitor.mocks, token, args, options) };
}

async function callMock(
  mocks: pulumi.runtime.Mocks,
  token: string,
  args: object,
  options: InvokeOptions,
): Promise<unknown> {
  const inputs = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
  const provider = await referenceTo(providerOf(options));
  return mocks.call({ token, inputs, ...(provider === undefined ? {} : { provider }) });
}

/** A provider as mocks get it: its URN and its id. */
function referenceTo(provider: pulumi.ProviderResource | undefined): Promise<string | undefined> | undefined {
  return (
    provider &&
    new Promise((resolve) =>
      pulumi.all([provider.urn, provider.id]).apply((parts) => resolve(parts.join("::"))),
    )
  );
}
