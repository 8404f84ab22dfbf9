import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { attempt } from "./command.mjs";
import { buildEngine, builtEngineFolder } from "./engine-build.mjs";
import { downloadEngine, downloadedEngineFolder } from "./engine-download.mjs";
import { Failure } from "./failure.mjs";
import { withCommands } from "./paths.mjs";
import { judgeEngine, parseVersion } from "./version.mjs";

const suffix = process.platform === "win32" ? ".exe" : "";

/** @typedef {{ folder: string, version: string, source: string }} Engine */

/**
 * Finds the real Pulumi engine: the user's own if it is usable, otherwise one that is downloaded or built once and kept in
 * the cache.
 * @returns {Promise<Engine>}
 */
export async function findEngine() {
  const chosen = process.env.PULUMI_AEP_ENGINE_BIN;
  if (chosen) {
    const engine = await usableEngine(chosen, "PULUMI_AEP_ENGINE_BIN");
    if (engine) {
      return engine;
    }
    throw new Failure(
      "PULUMI_AEP_ENGINE_BIN does not name a folder with a usable engine. Correct or unset it.",
    );
  }
  /** @type {[folder: string | undefined, source: string][]} */
  const places = [
    [folderOnPath("pulumi"), "on PATH"],
    [join(homedir(), ".pulumi", "bin"), "in ~/.pulumi/bin"],
    [join(downloadedEngineFolder(), "bin"), "downloaded earlier"],
    [builtEngineFolder(), "built earlier"],
  ];
  for (const [folder, source] of places) {
    const engine = folder && (await usableEngine(folder, source));
    if (engine) {
      return engine;
    }
  }
  console.log("The Pulumi engine is not installed yet. Installing it once.");
  if (await downloadEngine()) {
    const engine = await usableEngine(join(downloadedEngineFolder(), "bin"), "downloaded just now");
    if (engine) {
      return engine;
    }
  }
  await buildEngine();
  const engine = await usableEngine(builtEngineFolder(), "built just now");
  if (engine) {
    return engine;
  }
  throw new Failure(
    `The Pulumi engine in ${builtEngineFolder()} does not run. Delete that folder and try again.`,
  );
}

/**
 * Returns the environment to run this engine. Its folder comes first on PATH, because the engine looks there for its
 * language host.
 * @param {Engine} engine
 */
export function withEngine(engine) {
  return { ...withCommands([engine.folder]), PULUMI_AEP_ENGINE_BIN: engine.folder };
}

/**
 * @param {string} folder
 * @param {string} source
 * @returns {Promise<Engine | undefined>}
 */
async function usableEngine(folder, source) {
  const command = join(folder, `pulumi${suffix}`);
  if (!isExecutable(command)) {
    return undefined;
  }
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { output } = await attempt(command, ["version"], { quiet: true, env });
  const version = parseVersion(output);
  const place = `Pulumi ${version?.join(".") ?? ""} ${source} (${folder})`;
  if (!version) {
    console.log(`${place} is not used: it does not print its version.`);
    return undefined;
  }
  const { usable, lacks } = judgeEngine(version, requirements());
  if (!usable) {
    console.log(`${place} is not used: ${lacks}.`);
    return undefined;
  }
  const host = `pulumi-language-nodejs${suffix}`;
  if (!isExecutable(join(folder, host)) && !folderOnPath("pulumi-language-nodejs")) {
    console.log(`${place} is not used: pulumi-language-nodejs is not in the same folder.`);
    return undefined;
  }
  console.log(`Using ${place}${lacks ? `. It is old: ${lacks}` : ""}.`);
  return { folder, version: version.join("."), source };
}

function requirements() {
  const require = createRequire(import.meta.url);
  return {
    lowest: versionIn(require("../package.json").peerDependencies["@pulumi/pulumi"]),
    sdk: versionIn(require("@pulumi/pulumi/package.json").version),
  };
}

/** @param {string} text a version, or a range such as `^3.249.0` */
function versionIn(text) {
  const version = parseVersion(text.replace(/^\D+/, ""));
  if (!version) {
    throw new Error(`${text} is not a version`);
  }
  return version;
}

/** @param {string} command */
function folderOnPath(command) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.find((folder) => folder && isExecutable(join(folder, command + suffix)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
