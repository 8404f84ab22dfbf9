/** The stand-in for Pulumi's azure-native provider, as a process of its own. */
export interface AzureNativeStandIn {
  /** The value of `PULUMI_DEBUG_PROVIDERS` with which the engine attaches to it. */
  readonly debugProviders: string;
  stop(): Promise<void>;
}

/**
 * Starts the stand-in.
 * @param azure Azure's address and the credentials: `AEP_AZURE_MANAGEMENT_URL`, `AEP_AZURE_AUTHORITY_URL`, the `ARM_` variables
 *   of azure-native, and `NODE_EXTRA_CA_CERTS` where the service speaks https
 */
export async function startAzureNative(azure: Record<string, string>): Promise<AzureNativeStandIn> {
  const { startAzureNative } = await import("../../../scripts/azure-native-process.mjs");
  return startAzureNative({ PATH: process.env.PATH, ...azure });
}
