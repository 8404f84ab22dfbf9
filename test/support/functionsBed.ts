import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../../emulator/index";
import { closeServices } from "../../provider/functions";
import { PlainClient } from "./emulator/plainClient";
import { configFor } from "./host/testBed";

/** The configuration of AEP with its secret, for the services at this origin. */
export const aepConfig = (url: string) => ({ ...configFor(url), "aep:clientSecret": "emulator-secret" });

/**
 * An emulator for the functions of a program, shared by the tests of a file. Each test begins with an empty one.
 *
 * @param configOf the configuration of the program, from the emulator's origin. Default: the one of AEP
 */
export function functionsBed(
  configOf: (url: string) => Record<string, string> = aepConfig,
  options: EmulatorOptions = {},
) {
  let emulator: RunningEmulator;
  let plain: PlainClient;
  beforeAll(async () => {
    emulator = await startEmulator(options);
    plain = new PlainClient(emulator.url);
  });
  afterAll(async () => {
    await closeServices();
    await emulator.close();
  });
  beforeEach(async () => {
    emulator.reset();
    await closeServices();
    pulumi.runtime.setAllConfig(configOf(emulator.url));
  });
  return {
    get emulator() {
      return emulator;
    },
    get plain() {
      return plain;
    },
  };
}
