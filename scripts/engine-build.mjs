import { chmodSync, copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { attempt, lastLines, run } from "./command.mjs";
import { cacheFolder, cacheKey, fillCache } from "./engine-cache.mjs";
import { Failure } from "./failure.mjs";
import { checkout } from "./paths.mjs";

const modules = join(checkout, "engine");
const shim = "pulumi-resource-pulumi-nodejs";

/** @typedef {{ module: string, source: string, settings?: string }} Part */

/** The folder of the engine built from Go modules, whether it exists yet or not. */
export function builtEngineFolder() {
  const files = ["pulumi/go.mod", "pulumi/go.sum", "language-nodejs/go.mod", "language-nodejs/go.sum", shim];
  const contents = files.map((file) => readFileSync(join(modules, file), "utf8"));
  return join(
    cacheFolder(),
    `built-${cacheKey(engineVersion(), [...contents, process.platform, process.arch])}`,
  );
}

/** Builds the engine into the cache. */
export async function buildEngine() {
  const go = await attempt("go", ["version"], { quiet: true }).catch(() => undefined);
  if (go?.code !== 0) {
    throw new Failure(
      "No Pulumi engine was found: none is installed, its download failed, and Go is not installed to build it.\n" +
        "Install the Pulumi CLI (https://www.pulumi.com/docs/install/) or Go (https://go.dev/doc/install), " +
        "then run the same command again.",
    );
  }
  const version = engineVersion();
  console.log(
    `Building the Pulumi engine ${version} from Go modules. This takes 4 to 6 minutes on two cores; later runs reuse it.`,
  );
  const began = Date.now();
  await fillCache(builtEngineFolder(), async (folder) => {
    await buildPart(folder, {
      module: "pulumi",
      source: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      settings: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`,
    });
    // Newer language hosts are not published as Go modules; the last one that is works with the newer engine.
    await buildPart(folder, {
      module: "language-nodejs",
      source: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    });
    copyFileSync(join(modules, shim), join(folder, shim));
    chmodSync(join(folder, shim), 0o755);
  });
  console.log(`The Pulumi engine was built in ${duration(Date.now() - began)}.`);
}

/** Reads the version to build from go.mod, the only place that states it. */
function engineVersion() {
  const text = readFileSync(join(modules, "pulumi", "go.mod"), "utf8");
  const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(text)?.[1];
  if (!version) {
    throw new Error("engine/pulumi/go.mod does not name github.com/pulumi/pulumi/pkg/v3");
  }
  return version;
}

/**
 * @param {string} folder
 * @param {Part} part
 */
async function buildPart(folder, { module, source, settings = "" }) {
  const name = source.slice(source.lastIndexOf("/") + 1);
  const cwd = join(modules, module);
  // The user's own workspace or flags would change what is built.
  const env = { ...process.env, GOWORK: "off", GOFLAGS: "" };
  const failure =
    `${name} could not be built from Go modules.\n` +
    "Check the network and the Go module proxy, then run the same command again; or install the Pulumi CLI.";

  const list = await run("go", ["list", "-mod=readonly", "-deps", source], failure, {
    cwd,
    env,
    quiet: true,
    activity: `${name}: downloading its modules`,
  });
  const total = list.output.trim().split("\n").length;

  let packages = 0;
  const args = ["build", "-v", "-mod=readonly", "-trimpath", "-buildvcs=false"];
  const outcome = await attempt(
    "go",
    [...args, "-ldflags", `-s -w ${settings}`, "-o", join(folder, name), source],
    {
      cwd,
      env,
      quiet: true,
      onErrorText: (text) => {
        packages += text.split("\n").length - 1;
      },
      // Go prints one line for each package, except those in its cache, so a build with a warm cache ends early.
      activity: () => `${name}: ${packages} of at most ${total} packages`,
    },
  );
  if (outcome.code !== 0) {
    throw new Failure(`${failure}\n${lastLines(outcome.errors, 15)}`);
  }
}

/** @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
