import type { EmulatorOptions, RunningEmulator } from "../../../emulator/index";
import { startEmulator } from "../emulator/emulator";
import { PlainClient } from "../emulator/plainClient";
import { ProviderHost } from "./providerHost";

/** An emulator, a client of it that knows nothing of the provider, and a provider host pointed at it. */
export interface TestBed {
  readonly emulator: RunningEmulator;
  readonly plain: PlainClient;
  readonly host: ProviderHost;
  /** Starts another host, as the next run of Pulumi does; it is ended with the testBed. */
  anotherHost(config?: Record<string, string>, environment?: Record<string, string>): Promise<ProviderHost>;
  close(): Promise<void>;
}

/** Stack config that points at an emulator. */
export function configFor(url: string): Record<string, string> {
  return {
    "aep:apiUrl": url,
    "aep:imsUrl": url,
    "aep:azureManagementUrl": url,
    "aep:orgId": "EMULATOR@AdobeOrg",
    "aep:clientId": "emulator-client",
    "aep:sandbox": "prod",
    "aep:madconnectUrl": url,
    "aep:madconnectClientId": "emulator-client",
  };
}

/** Tests of interactive authoring are by themselves: elsewhere its requests would only be counted along. */
export const withoutAuthoring = { "aep:interactiveAuthoring": "off" };

/** The secrets go by the environment, as the engine would keep them in state otherwise. */
export const secretEnvironment = {
  AEP_CLIENT_SECRET: "emulator-secret",
  MADCONNECT_CLIENT_SECRET: "emulator-secret",
};

/** Starts a testBed. */
export async function startTestBed(options: EmulatorOptions = {}): Promise<TestBed> {
  const switches = { interactiveAuthoringRequired: false, ...options.switches };
  const emulator = await startEmulator({ ...options, switches });
  const hosts: ProviderHost[] = [];
  const anotherHost: TestBed["anotherHost"] = async (config = {}, environment = secretEnvironment) => {
    const complete = { ...configFor(emulator.url), ...withoutAuthoring, ...config };
    const host = await ProviderHost.start(complete, environment);
    hosts.push(host);
    return host;
  };
  return {
    emulator,
    plain: new PlainClient(emulator.url),
    host: await anotherHost(),
    anotherHost,
    close: async () => {
      await Promise.all(hosts.map((host) => host.stop()));
      await emulator.close();
    },
  };
}
