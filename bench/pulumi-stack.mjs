import { cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../scripts/failure.mjs";
import { checkout } from "../scripts/paths.mjs";

/** @typedef {import("./measure.mjs").Tool} Tool */
/** @typedef {import("./measure.mjs").Place} Place */

/** @type {Record<string, string[]>} */
const commands = {
  up: ["up", "--skip-preview"],
  "no-change up": ["up", "--skip-preview", "--expect-no-changes"],
  refresh: ["refresh", "--skip-preview"],
  "update of 10 %": ["up", "--skip-preview"],
  destroy: ["destroy", "--skip-preview"],
};

/**
 * Above this number of resources, the state is written only once at the end of each step. Otherwise the file backend writes
 * all of it twice for each resource, which takes a quarter of an hour for 2 000 resources and says nothing about providers.
 */
export const checkpointsUpTo = 1_000;

/**
 * Returns a Pulumi stack of the program that is named after the subject.
 * @param {"aep" | "bare"} subject
 * @param {Place & { engine: NodeJS.ProcessEnv }} place
 * @returns {Tool}
 */
export function pulumiStack(subject, { folder, url, token, size, parallel, engine }) {
  cpSync(join(checkout, "bench/programs"), folder, { recursive: true });
  mkdirSync(join(folder, "state"));
  // No TypeScript, so that the figures do not include a compiler.
  const project = { name: "bench", runtime: { name: "nodejs", options: { typescript: false } } };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ ...project, main: `${subject}.cjs` }));
  const env = {
    ...engine,
    AEP_API_URL: url,
    AEP_IMS_URL: url,
    AEP_ORG_ID: "EMULATOR@AdobeOrg",
    AEP_CLIENT_ID: "emulator-client",
    AEP_CLIENT_SECRET: "emulator-secret",
    AEP_SANDBOX: "prod",
    BENCH_EMULATOR: url,
    BENCH_TOKEN: token,
    BENCH_RESOURCES: String(size),
    PULUMI_SKIP_CHECKPOINTS: String(size > checkpointsUpTo),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "for the bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const options = ["--yes", "--non-interactive", "--suppress-outputs", "--parallel", String(parallel)];
  return {
    program: "pulumi",
    preparation: ["stack", "init", "bench"],
    command: (step) => commands[step] && [...commands[step], ...options],
    environment: (step) =>
      step === "update of 10 %" || step === "destroy" ? { ...env, BENCH_UPDATED: "yes" } : env,
    stateBytes: () => sizeOfState(join(folder, "state/.pulumi/stacks/bench")),
  };
}

/**
 * @param {string} folder the checkpoint is `bench.json` there, or `bench.json.gz` with PULUMI_SELF_MANAGED_STATE_GZIP
 */
function sizeOfState(folder) {
  const file = readdirSync(folder).find((name) => /^bench\.json(\.gz)?$/.test(name));
  if (file === undefined) {
    throw new Failure(`No state was found in ${folder}.`);
  }
  return statSync(join(folder, file)).size;
}
