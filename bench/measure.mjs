import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../scripts/failure.mjs";
import { localFolder } from "../scripts/paths.mjs";
import { watch } from "./processes.mjs";

/** @typedef {"aep" | "bare" | "terraform"} Subject */
/** @typedef {import("./processes.mjs").Usage} Usage */
/** @typedef {{ seconds: number, requests: number, engine: Usage, host: Usage, program: Usage }} Step */
/** @typedef {{ subject: Subject, size: number, run: number, stateBytes: number, steps: Record<string, Step> }} Measurement */
/** @typedef {{ folder: string, url: string, token: string, size: number, parallel: number }} Place the location and the size of a stack */
/**
 * How a stack is created: a program and its arguments for each step, undefined if it does not support the step.
 * @typedef {{
 *   program: string,
 *   preparation: string[] | undefined,
 *   command: (step: string) => string[] | undefined,
 *   environment: (step: string) => NodeJS.ProcessEnv,
 *   stateBytes: () => number,
 * }} Tool
 */
/** @typedef {{ subject: Subject, emulator: { url: string }, createTool: (place: Place) => Tool }} Candidate */
/** @typedef {{ candidate: Candidate, folder: string, tool: Tool, stateBytes: number, done: Map<string, Step[]> }} Stack */
/** @typedef {{ size: number, run: number, parallel: number }} Options */

/** The steps in the life of a stack, in this order. */
export const steps = /** @type {const} */ (["up", "no-change up", "refresh", "update of 10 %", "destroy"]);

/**
 * How often a step is repeated. These steps take only seconds, so that chance matters. The first refresh also reads the etags
 * that the service changes after a create.
 * @type {Record<string, number>}
 */
export const repeats = { "no-change up": 3, refresh: 3 };

/**
 * Takes a stack of each candidate through its life, in turns step by step, so that other load on the machine affects all of
 * them.
 * @param {readonly Candidate[]} candidates
 * @param {Options} options
 * @returns {Promise<Measurement[]>}
 */
export async function measure(candidates, { size, run, parallel }) {
  mkdirSync(localFolder, { recursive: true });
  /** @type {string[]} */
  const folders = [];
  try {
    /** @type {Stack[]} */
    const stacks = [];
    for (const candidate of candidates) {
      const folder = mkdtempSync(join(localFolder, "bench-"));
      folders.push(folder);
      stacks.push(await createStack(candidate, folder, { size, run, parallel }));
    }
    for (const step of steps) {
      for (let count = 0; count < (repeats[step] ?? 1); count++) {
        // The order alternates, because the second one finds warm caches.
        for (const stack of (run + count) % 2 === 1 ? stacks : stacks.toReversed()) {
          await takeStep(stack, step);
        }
      }
    }
    return stacks.map(({ candidate: { subject }, stateBytes, done }) => ({
      subject,
      size,
      run,
      stateBytes,
      steps: Object.fromEntries([...done].map(([step, times]) => [step, typical(times)])),
    }));
  } finally {
    for (const folder of folders) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/**
 * @param {Candidate} candidate
 * @param {string} folder
 * @param {Options} options
 * @returns {Promise<Stack>}
 */
async function createStack(candidate, folder, { size, parallel }) {
  const { emulator, createTool } = candidate;
  await admin(emulator, "POST", "reset");
  await admin(emulator, "POST", "switches", { answerDelayMs: 50 });
  const tool = createTool({ folder, url: emulator.url, token: await tokenOf(emulator), size, parallel });
  if (tool.preparation !== undefined) {
    await execute(tool.program, tool.preparation, folder, tool.environment("up"));
  }
  return { candidate, folder, tool, stateBytes: 0, done: new Map() };
}

/**
 * @param {Stack} stack
 * @param {string} step
 */
async function takeStep(stack, step) {
  const { candidate, folder, tool, done } = stack;
  const command = tool.command(step);
  if (command === undefined) {
    return;
  }
  await admin(candidate.emulator, "DELETE", "requests");
  const began = performance.now();
  const used = await execute(tool.program, command, folder, tool.environment(step));
  const seconds = (performance.now() - began) / 1000;
  const requests = await countRequests(candidate.emulator);
  done.set(step, [...(done.get(step) ?? []), { seconds, requests, ...used }]);
  if (step === "up") {
    stack.stateBytes = tool.stateBytes();
  }
}

/**
 * Returns the step with the median time, with the highest memory of all.
 * @param {readonly Step[]} times
 * @returns {Step}
 */
function typical(times) {
  const [middle] = times
    .toSorted((left, right) => left.seconds - right.seconds)
    .slice(Math.floor(times.length / 2));
  if (middle === undefined) {
    throw new Failure("A step was not measured.");
  }
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

/** @param {{ url: string }} emulator */
async function tokenOf(emulator) {
  const response = await fetch(`${emulator.url}/ims/token/v3`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "emulator-client",
      client_secret: "emulator-secret",
      scope: "openid",
    }),
  });
  const { access_token: token } = /** @type {{ access_token: string }} */ (await response.json());
  return token;
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 */
async function execute(program, args, cwd, env) {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-3_000);
    });
  }
  const watched = watch(child.pid ?? 0);
  try {
    const [code] = await once(child, "close");
    if (code !== 0) {
      throw new Failure(`${program} ${args.join(" ")} failed:\n${output}`);
    }
  } finally {
    watched.stop();
  }
  return watched.stop();
}

/**
 * Counts all requests except those for tokens.
 * @param {{ url: string }} emulator
 */
async function countRequests(emulator) {
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
  const response = await fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Failure(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
  return response.json();
}
