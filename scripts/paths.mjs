import { delimiter, join, resolve } from "node:path";

/** The folder of the checkout. */
export const checkout = resolve(import.meta.dirname, "..");

/** Git-ignored: stack state, emulator data and Pulumi's own settings of this checkout. */
export const localFolder = join(checkout, ".pulumi-local");

const installedCommands = join(checkout, "node_modules", ".bin");

/**
 * Returns the environment for commands that run after the installation of the dependencies. node_modules/.bin comes first
 * on PATH, because the npm package `node` puts the version there that Pulumi and vitest require.
 * No connection on this machine uses a proxy.
 * @param {string[]} folders further folders that come before the rest of PATH
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {NodeJS.ProcessEnv}
 */
export function withCommands(folders = [], environment = process.env) {
  const inherited = environment.PATH ? [environment.PATH] : [];
  return {
    ...environment,
    ...withoutLocalProxy(environment),
    PATH: [installedCommands, ...folders, ...inherited].join(delimiter),
  };
}

/**
 * Pulumi's connections between its processes, and those of programs with NODE_USE_ENV_PROXY, go through a proxy even for
 * loopback unless these variables contain it.
 * @param {NodeJS.ProcessEnv} environment
 */
function withoutLocalProxy({ no_proxy: lower, NO_PROXY: upper }) {
  const list = [lower ?? upper, "127.0.0.1", "localhost", "::1"].filter(Boolean).join(",");
  return { no_proxy: list, NO_PROXY: list };
}
