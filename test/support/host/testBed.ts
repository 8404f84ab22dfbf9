import type { EmulatorOptions, RunningEmulator } from "../../../emulator/index";
import { startEmulator } from "../emulator/emulator";
import { PlainClient } from "../emulator/plainClient";
import { ProviderHost } from "./providerHost";

/** An emulator, a client of it without code of the provider, and a provider host that uses the emulator. */
export interface TestBed {
  readonly emulator: RunningEmulator;
  readonly plain: PlainClient;
  readonly host: ProviderHost;
  /** Starts another host, as the next run of Pulumi does; it ends with the test bed. */
  anotherHost(config?: Record<string, string>, environment?: Record<string, string>): Promise<ProviderHost>;
  close(): Promise<void>;
}

/** Stack config for an emulator. */
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

/** For tests that count requests: those of interactive authoring have their own tests. */
export const withoutAuthoring = { "aep:interactiveAuthoring": "off" };

/** The secrets, which the engine would store in the state if they were config. */
export const secretEnvironment = {
  AEP_CLIENT_SECRET: "emulator-secret",
  MADCONNECT_CLIENT_SECRET: "emulator-secret",
};

/** Starts a test bed. */
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
