import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Npm's settings of this machine without which packages cannot be downloaded, and what Yarn calls them. */
const names = {
  registry: "YARN_NPM_REGISTRY_SERVER",
  cafile: "YARN_HTTPS_CA_FILE_PATH",
  proxy: "YARN_HTTP_PROXY",
  "https-proxy": "YARN_HTTPS_PROXY",
} as const;

let read: Promise<readonly [name: string, value: string][]> | undefined;

/**
 * Lines for the `.npmrc` of a test's folder. Not all package managers read the files of the user and of the machine; each one
 * but Yarn reads this one.
 */
export async function npmrc(): Promise<string> {
  const lines = (await settings()).map(([name, value]) => `${name}=${value}\n`);
  return lines.join("");
}

/** The settings in Yarn's environment variables, and those for a test's folder. */
export async function yarnSettings(): Promise<Record<string, string>> {
  const named = (await settings()).map(([name, value]) => [names[name as keyof typeof names], value]);
  // In a CI job, Yarn refuses to write a lock file.
  return {
    ...Object.fromEntries(named),
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    YARN_ENABLE_TELEMETRY: "false",
  };
}

function settings() {
  read ??= promisify(execFile)("npm", ["config", "list", "--json"]).then(({ stdout }) => {
    const all: Record<string, unknown> = JSON.parse(stdout);
    return Object.keys(names).flatMap((name): [string, string][] => {
      const value = all[name];
      return typeof value === "string" && value !== "" ? [[name, value]] : [];
    });
  });
  return read;
}
