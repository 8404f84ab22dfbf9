import { join } from "node:path";
import { startProgram } from "./background-program.mjs";
import { Failure } from "./failure.mjs";
import { withCommands } from "./paths.mjs";

/**
 * Starts the stand-in for Pulumi's azure-native provider, which runs until it is stopped or its parent ends.
 * @param {NodeJS.ProcessEnv} environment the addresses of Azure: AEP_AZURE_MANAGEMENT_URL, AEP_AZURE_AUTHORITY_URL, the
 *   service principal in ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET, ARM_SUBSCRIPTION_ID, and the certificate
 *   authority of an https service in NODE_EXTRA_CA_CERTS
 * @returns {Promise<{ debugProviders: string, stop: () => Promise<void> }>} the value of
 *   PULUMI_DEBUG_PROVIDERS with which the engine attaches to it instead of looking for a plugin
 */
export async function startAzureNative(environment) {
  const program = join(import.meta.dirname, "azure-native", "main.mjs");
  const standIn = await startProgram(program, [], withCommands([], environment));
  if (standIn) {
    return { debugProviders: `azure-native:${standIn.address}`, stop: standIn.stop };
  }
  throw new Failure("The azure-native stand-in did not start, see above.");
}
