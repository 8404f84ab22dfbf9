import { delimiter, join, resolve } from "node:path";

/** The folder of the checkout. */
export const checkout = resolve(import.meta.dirname, "..");

/** Git-ignored: stack state, emulator data and Pulumi's own settings of this checkout. */
export const localFolder = join(checkout, ".pulumi-local");

const installedCommands = join(checkout, "node_modules", ".bin");

/**
 * The environment for everything started after the dependencies are there: node_modules/.bin comes first, because
 * the npm package `node` puts the Node that Pulumi and vitest need there, whatever the machine's own is.
 * @param {string[]} folders further folders that come before the rest of PATH
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {NodeJS.ProcessEnv}
 */
export function withCommands(folders = [], environment = process.env) {
  const inherited = environment.PATH ? [environment.PATH] : [];
  return { ...environment, PATH: [installedCommands, ...folders, ...inherited].join(delimiter) };
}
