import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { ContainerClient, StorageSharedKeyCredential } from "@azure/storage-blob";

/** Version of Microsoft's emulator of Azure Blob storage. Its 365 MB are no devDependency: only one test needs them. */
const version = "3.37.0";

/** A Blob storage on this machine, with one account and one empty container. */
export interface Azurite {
  /** The container as `PULUMI_BACKEND_URL`. */
  readonly backendUrl: string;
  /** Variables with which Pulumi accesses the container. */
  readonly environment: Record<string, string>;
  readonly container: ContainerClient;
  stop(): Promise<void>;
}

/** Starts Azurite, after installing it if this machine does not have it. */
export async function startAzurite(): Promise<Azurite> {
  const program = path.join(await install(), "node_modules/azurite/dist/src/blob/main.js");
  const account = "emulated";
  const key = randomBytes(64).toString("base64");
  const server = spawn(
    process.execPath,
    [
      program,
      ...["--blobHost", "127.0.0.1", "--blobPort", "0"],
      ...["--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck"],
    ],
    {
      env: { ...process.env, AZURITE_ACCOUNTS: `${account}:${key}` },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const host = await addressOf(server);
  const container = new ContainerClient(
    `http://${host}/${account}/state`,
    new StorageSharedKeyCredential(account, key),
  );
  await container.create();
  return {
    backendUrl: `azblob://state?storage_account=${account}&protocol=http&domain=${host}`,
    environment: { AZURE_STORAGE_ACCOUNT: account, AZURE_STORAGE_KEY: key },
    container,
    stop: async () => {
      server.kill();
      if (server.exitCode === null) {
        await once(server, "exit");
      }
    },
  };
}

async function addressOf(server: ChildProcess): Promise<string> {
  if (server.stdout === null) {
    throw new Error("Azurite has no output.");
  }
  const lines = createInterface({ input: server.stdout });
  for await (const line of lines) {
    const [, host] = /successfully listens on http:\/\/(\S+)/.exec(line) ?? [];
    if (host === undefined) {
      continue;
    }
    // Its further output is not used, but has to be read.
    server.stdout.resume();
    return host;
  }
  throw new Error("Azurite ended before it listened.");
}

/** Installs it beside the engine, where it remains for later runs. */
async function install(): Promise<string> {
  const { cacheFolder, fillCache } = await import("../../../scripts/engine-cache.mjs");
  const folder = path.join(cacheFolder(), `azurite-${version}`);
  if (existsSync(folder)) {
    return folder;
  }
  await fillCache(folder, async (unfinished) => {
    await writeFile(path.join(unfinished, "package.json"), JSON.stringify({ private: true }));
    const options = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts", "--save-exact"];
    await promisify(execFile)("npm", ["install", ...options, `azurite@${version}`], { cwd: unfinished });
  });
  return folder;
}
