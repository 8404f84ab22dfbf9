import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { attempt, lastLines } from "./command.mjs";
import { cacheFolder, fillCache } from "./engine-cache.mjs";
import { withCommands } from "./paths.mjs";
import { withProgress } from "./terminal.mjs";

const reachable = 10_000;
const wholeDownload = 10 * 60_000;

// Separate programs, because Pulumi's SDK and the proxy of the environment require a newer Node than the one that may run
// this script.
const request = `fetch("https://get.pulumi.com/", { method: "HEAD", signal: AbortSignal.timeout(${reachable}) })`;
const install = `
  const { PulumiCommand } = require("@pulumi/pulumi/automation");
  PulumiCommand.install({ root: process.argv[1] }).then(
    () => {},
    (error) => { console.error(error.message); process.exitCode = 1; },
  );
`;

/** The folder of the official release that belongs to the SDK; its commands are in `bin` below it. */
export function downloadedEngineFolder() {
  const { version } = createRequire(import.meta.url)("@pulumi/pulumi/package.json");
  return join(cacheFolder(), `release-${version}-${process.platform}-${process.arch}`);
}

/** Downloads the official release into the cache. Returns false if that fails, for example without internet access. */
export async function downloadEngine() {
  if (!(await withProgress("connecting to get.pulumi.com", () => isReachable()))) {
    console.log("The official Pulumi release cannot be downloaded: get.pulumi.com does not respond.");
    return false;
  }
  console.log("Downloading the official Pulumi release (about 150 MB, usually under a minute) ...");
  /** @type {string | undefined} */
  let problem;
  await fillCache(downloadedEngineFolder(), async (folder) => {
    const outcome = await attempt("node", ["-e", install, folder], {
      quiet: true,
      timeout: wholeDownload,
      activity: "downloading Pulumi",
      env: withProxy(process.env),
    });
    if (outcome.code === 0 && existsSync(join(folder, "bin"))) {
      return;
    }
    problem = lastLines(outcome.errors, 1) || "it took longer than 10 minutes";
    throw new Error(problem);
  }).catch((error) => {
    if (!problem) {
      throw error;
    }
  });
  if (problem) {
    console.log(`The official Pulumi release could not be downloaded: ${problem}.`);
  }
  return !problem;
}

/**
 * Whether the host of the official releases responds. A network that drops packets is detected here, not after the minutes
 * that a download may take.
 * @param {NodeJS.ProcessEnv} [environment]
 */
export async function isReachable(environment = process.env) {
  const { code } = await attempt("node", ["-e", request], { quiet: true, env: withProxy(environment) });
  return code === 0;
}

/** @param {NodeJS.ProcessEnv} environment */
function withProxy(environment) {
  return { ...withCommands([], environment), NODE_USE_ENV_PROXY: "1" };
}
