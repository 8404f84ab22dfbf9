import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../scripts/failure.mjs";
import { checkout, localFolder } from "../scripts/paths.mjs";
import { watch } from "./processes.mjs";

/** @typedef {"aep" | "bare"} Subject */
/** @typedef {import("./processes.mjs").Usage} Usage */
/** @typedef {{ seconds: number, requests: number, engine: Usage, host: Usage, program: Usage }} Step */
/** @typedef {{ subject: Subject, size: number, run: number, stateBytes: number, steps: Record<string, Step> }} Measurement */
/** @typedef {{ subject: Subject, emulator: { url: string }, folder: string, env: NodeJS.ProcessEnv, stateBytes: number, done: Map<string, Step[]> }} Stack */
/** @typedef {{ size: number, run: number, engine: NodeJS.ProcessEnv, parallel: number }} Options */

/** What is done to a stack, in this order. */
export const steps = /** @type {const} */ (["up", "no-change up", "refresh", "update of 10 %", "destroy"]);

/** @type {Record<string, string[]>} */
const commands = {
  up: ["up", "--skip-preview"],
  "no-change up": ["up", "--skip-preview", "--expect-no-changes"],
  refresh: ["refresh", "--skip-preview"],
  "update of 10 %": ["up", "--skip-preview"],
  destroy: ["destroy", "--skip-preview"],
};

/**
 * How often each step is done. These take seconds, as many as chance adds to one. The first refresh of several takes the
 * etags in that the service moves after a create.
 * @type {Record<string, number>}
 */
export const repeats = { "no-change up": 3, refresh: 3 };

/**
 * For stacks of more resources the state is written once a step, at its end: otherwise the file backend writes all of it
 * twice a resource, which at 2 000 takes a quarter of an hour a subject and tells nothing of providers.
 */
export const checkpointsUpTo = 1_000;

/**
 * Takes a stack of ours and one of the bare resource through their lives, step by step in turns: what else the machine is
 * at during these minutes hits both.
 * @param {Options & { emulators: Record<Subject, { url: string }> }} options
 * @returns {Promise<Measurement[]>}
 */
export async function measure({ emulators, ...options }) {
  mkdirSync(localFolder, { recursive: true });
  /** @type {Stack[]} */
  const stacks = [];
  try {
    for (const subject of /** @type {const} */ (["aep", "bare"])) {
      const folder = mkdtempSync(join(localFolder, "bench-"));
      const stack = {
        subject,
        emulator: emulators[subject],
        folder,
        env: {},
        stateBytes: 0,
        done: new Map(),
      };
      stacks.push(stack);
      await prepare(stack, options);
    }
    for (const step of steps) {
      for (let count = 0; count < (repeats[step] ?? 1); count++) {
        // Whoever comes second finds warm caches.
        for (const stack of (options.run + count) % 2 === 1 ? stacks : stacks.toReversed()) {
          await takeStep(stack, step, options);
        }
      }
    }
    const { size, run } = options;
    return stacks.map(({ subject, stateBytes, done }) => ({
      subject,
      size,
      run,
      stateBytes,
      steps: Object.fromEntries([...done].map(([step, times]) => [step, typical(times)])),
    }));
  } finally {
    for (const { folder } of stacks) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {Stack} stack
 * @param {string} step
 * @param {Options} options
 */
async function takeStep(stack, step, { parallel }) {
  const { emulator, folder, env, done } = stack;
  if (step === "update of 10 %") env.BENCH_UPDATED = "yes";
  await admin(emulator, "DELETE", "requests");
  const began = performance.now();
  const used = await pulumi(folder, env, [
    ...(commands[step] ?? []),
    ...["--yes", "--non-interactive", "--suppress-outputs", "--parallel", String(parallel)],
  ]);
  const seconds = (performance.now() - began) / 1000;
  done.set(step, [...(done.get(step) ?? []), { seconds, requests: await requestsMade(emulator), ...used }]);
  if (step === "up") stack.stateBytes = sizeOfState(join(folder, "state/.pulumi/stacks/bench"));
}

/**
 * The one in the middle by time, with the peaks of all.
 * @param {readonly Step[]} times
 * @returns {Step}
 */
function typical(times) {
  const [middle] = times
    .toSorted((left, right) => left.seconds - right.seconds)
    .slice(Math.floor(times.length / 2));
  if (middle === undefined) throw new Failure("A step was never taken.");
  /** @param {(step: Step) => Usage} role */
  const withPeak = (role) => ({
    ...role(middle),
    peakMemory: Math.max(...times.map((step) => role(step).peakMemory)),
  });
  return {
    ...middle,
    engine: withPeak(({ engine }) => engine),
    host: withPeak(({ host }) => host),
    program: withPeak(({ program }) => program),
  };
}

/**
 * @param {Stack} stack
 * @param {Options} options
 */
async function prepare(stack, { size, engine }) {
  const { subject, emulator, folder } = stack;
  await admin(emulator, "POST", "reset");
  await admin(emulator, "POST", "switches", { answerDelayMs: 50 });
  cpSync(join(checkout, "bench/programs"), folder, { recursive: true });
  mkdirSync(join(folder, "state"));
  // No TypeScript, so that no compiler stands in the figures.
  const project = { name: "bench", runtime: { name: "nodejs", options: { typescript: false } } };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ ...project, main: `${subject}.cjs` }));
  const answer = await fetch(`${emulator.url}/ims/token/v3`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "emulator-client",
      client_secret: "emulator-secret",
      scope: "openid",
    }),
  });
  const { access_token: token } = /** @type {{ access_token: string }} */ (await answer.json());
  stack.env = {
    ...engine,
    AEP_API_URL: emulator.url,
    AEP_IMS_URL: emulator.url,
    AEP_ORG_ID: "EMULATOR@AdobeOrg",
    AEP_CLIENT_ID: "emulator-client",
    AEP_CLIENT_SECRET: "emulator-secret",
    AEP_SANDBOX: "prod",
    BENCH_EMULATOR: emulator.url,
    BENCH_TOKEN: token,
    BENCH_RESOURCES: String(size),
    PULUMI_SKIP_CHECKPOINTS: String(size > checkpointsUpTo),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "for the bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  await pulumi(folder, stack.env, ["stack", "init", "bench"]);
}

/**
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 */
async function pulumi(cwd, env, args) {
  const child = spawn("pulumi", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-3_000);
    });
  }
  const watched = watch(child.pid ?? 0);
  try {
    const [code] = await once(child, "close");
    if (code !== 0) throw new Failure(`pulumi ${args.join(" ")} failed:\n${output}`);
  } finally {
    watched.stop();
  }
  return watched.stop();
}

/**
 * @param {string} folder the checkpoint is `bench.json` there, or `bench.json.gz` with PULUMI_SELF_MANAGED_STATE_GZIP
 */
function sizeOfState(folder) {
  const file = readdirSync(folder).find((name) => /^bench\.json(\.gz)?$/.test(name));
  if (file === undefined) throw new Failure(`There is no state in ${folder}.`);
  return statSync(join(folder, file)).size;
}

/**
 * Every request but those for a token.
 * @param {{ url: string }} emulator
 */
async function requestsMade(emulator) {
  const counts = /** @type {Record<string, Record<string, number>>} */ (
    await admin(emulator, "GET", "counts")
  );
  return Object.values(counts)
    .flatMap(Object.entries)
    .filter(([path]) => !path.startsWith("/ims/"))
    .reduce((sum, [, count]) => sum + count, 0);
}

/**
 * @param {{ url: string }} emulator
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<unknown>}
 */
async function admin(emulator, method, path, body) {
  const answer = await fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Failure(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
