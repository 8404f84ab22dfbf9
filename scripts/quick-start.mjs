import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startAzureNative } from "./azure-native-process.mjs";
import { buildPackages } from "./build.mjs";
import { run } from "./command.mjs";
import { installDependencies } from "./dependencies.mjs";
import { emulatorPort } from "./emulator-address.mjs";
import { isFree, startEmulator } from "./emulator-process.mjs";
import { Failure } from "./failure.mjs";
import { findEngine, withEngine } from "./find-engine.mjs";
import { checkout, localFolder } from "./paths.mjs";
import { hasOnlyStaleLocks } from "./stack-lock.mjs";

const stateFolder = join(localFolder, "state");
const caFile = join(localFolder, "emulator-ca.pem");
const stack = ["--stack", "dev"];

// It protects nothing, because the emulator's secret is public. The salt in Pulumi.dev.yaml belongs to it.
const passphrase = "pulumi-aep-quick-start";
const emulatorSecret = "emulator-secret";
const emulatorAzure = {
  ARM_TENANT_ID: "00000000-0000-0000-0000-00000000aaaa",
  ARM_CLIENT_ID: "00000000-0000-0000-0000-00000000cccc",
  ARM_CLIENT_SECRET: "emulator-azure-secret",
};

/** @typedef {(command: string, args: string[], failure: string) => Promise<void>} Pulumi */

export function quickStartExists() {
  return existsSync(join(stateFolder, ".pulumi"));
}

/**
 * Installs everything the quick-start requires, starts the emulator, passes a function that runs Pulumi on the stack, and
 * stops the emulator in any case.
 * @param {(pulumi: Pulumi) => Promise<void>} work
 */
export async function withQuickStart(work) {
  await installDependencies();
  const port = emulatorPort(readFileSync(join(checkout, "Pulumi.dev.yaml"), "utf8"));
  await requireFree(port);
  const engine = await findEngine();
  console.log("Building the packages ...");
  await buildPackages();

  mkdirSync(stateFolder, { recursive: true });
  const env = quickStartEnvironment(withEngine(engine));
  const emulator = await startEmulator(port, join(localFolder, "emulator.json"), caFile);
  const url = `https://127.0.0.1:${port}`;
  console.log(`The emulator runs at ${url}.`);
  /** @type {{ debugProviders: string, stop: () => Promise<void> } | undefined} */
  let azureNative;
  try {
    azureNative = await startAzureNative({
      ...env,
      AEP_AZURE_MANAGEMENT_URL: url,
      AEP_AZURE_AUTHORITY_URL: url,
    });
    const { debugProviders } = azureNative;
    /** @type {Pulumi} */
    const pulumi = async (command, args, failure) => {
      await run("pulumi", [...command.split(" "), ...stack, ...args], failure, {
        env: { ...env, PULUMI_DEBUG_PROVIDERS: debugProviders },
        interactive: true,
      });
    };
    await pulumi("stack select", ["--create"], "The stack could not be created, see above.");
    if (hasOnlyStaleLocks(stateFolder)) {
      console.log("An earlier run was interrupted and left the stack locked. Unlocking it.");
      await pulumi("cancel", ["--yes"], "The stack could not be unlocked, see above.");
    }
    await work(pulumi);
  } finally {
    await azureNative?.stop();
    await emulator.stop();
  }
}

/**
 * Returns the environment of the quick-start. Settings for real services and for the user's Pulumi account are removed, and
 * state and Pulumi's own settings stay in this checkout.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function quickStartEnvironment(environment) {
  const inherited = Object.entries(environment).filter(
    ([name]) => !/^(AEP|ARM|AZURE|MADCONNECT|PULUMI)_/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    AEP_CLIENT_SECRET: emulatorSecret,
    ...emulatorAzure,
    NODE_EXTRA_CA_CERTS: caFile,
    PULUMI_BACKEND_URL: pathToFileURL(stateFolder).href,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_HOME: join(localFolder, "home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

/** @param {number} port */
async function requireFree(port) {
  if (await isFree(port)) {
    return;
  }
  throw new Failure(
    `Port ${port} on 127.0.0.1 is in use, perhaps by another npm start or npm run emulator.\n` +
      "End that program, or set another port in the four URLs of Pulumi.dev.yaml.",
  );
}
