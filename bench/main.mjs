// npm run bench -- [--sizes 100,500,1000,2000] [--runs 2] [--parallel 16] [--out FILE]
// [--terraform PROGRAM --rest-provider PROGRAM]: see docs/performance.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startProgram } from "../scripts/background-program.mjs";
import { buildPackages } from "../scripts/build.mjs";
import { run as runCommand } from "../scripts/command.mjs";
import { installDependencies } from "../scripts/dependencies.mjs";
import { emulatorProgram } from "../scripts/emulator-process.mjs";
import { Failure, runScript } from "../scripts/failure.mjs";
import { findEngine, withEngine } from "../scripts/find-engine.mjs";
import { checkout, withCommands } from "../scripts/paths.mjs";
import { withProgress } from "../scripts/terminal.mjs";

/** @typedef {import("./report.mjs").Results} Results */
/** @typedef {import("./measure.mjs").Candidate} Candidate */
/** @typedef {import("./measure.mjs").Measurement} Measurement */
/** @typedef {import("../scripts/background-program.mjs").RunningProgram} RunningProgram */

/** Larger stacks run once: they take minutes, mostly because the engine writes its state. */
const repeatedUpTo = 500;
const starts = 7;

await runScript(async () => {
  const { sizes, runs, parallel, out, programs } = readOptions();
  await installDependencies();
  await buildPackages();
  const engine = withEngine(await findEngine());
  // These modules use packages that were installed just now.
  const { markdown, picture } = await import("./report.mjs");
  const { startUp } = await import("./startup.mjs");

  mkdirSync(dirname(out), { recursive: true });
  const results = readResults(`${out}.json`) ?? (await emptyResults(engine, parallel));
  if (results.parallel !== parallel) {
    throw new Failure(`${out}.json was measured with --parallel ${results.parallel}: use another --out.`);
  }
  const write = () => writeFileSync(`${out}.json`, `${JSON.stringify(results, null, 1)}\n`);

  for (let count = results.startUp.bare.length; count < starts; count++) {
    await withProgress("measuring the start", async () => {
      results.startUp.aep[count] = await startUp("aep");
      results.startUp.bare[count] = await startUp("bare");
    });
    write();
  }
  /** @type {RunningProgram[]} */
  const running = [];
  try {
    const candidates = await startCandidates(running, engine, programs);
    for (const size of sizes) {
      for (let run = 1; run <= (size > repeatedUpTo ? 1 : runs); run++) {
        await measureRun(results, candidates, { size, run, parallel });
        write();
      }
    }
  } finally {
    for (const emulator of running) {
      await emulator.stop();
    }
  }
  writeFileSync(`${out}.md`, markdown(results));
  writeFileSync(`${out}.svg`, picture(results));
  console.log(`\n${markdown(results)}\nWritten to ${out}.md, .json and .svg.`);
});

function readOptions() {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string", default: "100,500,1000,2000" },
      runs: { type: "string", default: "2" },
      parallel: { type: "string", default: "16" },
      out: { type: "string", default: ".pulumi-local/bench/results" },
      terraform: { type: "string" },
      "rest-provider": { type: "string" },
    },
  });
  const sizes = values.sizes.split(",").map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0 && size % 4 === 0)) {
    throw new Failure(
      "--sizes takes multiples of 4, such as 100,500, because the resources come in groups of four.",
    );
  }
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) {
    throw new Failure("--runs takes a whole number from 1 on.");
  }
  const parallel = Number(values.parallel);
  if (!Number.isInteger(parallel) || parallel < 1) {
    throw new Failure("--parallel takes a whole number from 1 on.");
  }

  const { terraform, "rest-provider": restProvider } = values;
  if ((terraform === undefined) !== (restProvider === undefined)) {
    throw new Failure("--terraform and --rest-provider, paths of the two programs, must be given together.");
  }
  const given = (/** @type {string} */ path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
  const programs =
    terraform === undefined || restProvider === undefined
      ? undefined
      : { terraform: given(terraform), restProvider: given(restProvider) };
  return { sizes, runs, parallel, out: given(values.out), programs };
}

/**
 * @param {RunningProgram[]} running receives the emulators, which the caller stops
 * @param {NodeJS.ProcessEnv} engine
 * @param {{ terraform: string, restProvider: string } | undefined} programs
 */
async function startCandidates(running, engine, programs) {
  const { pulumiStack } = await import("./pulumi-stack.mjs");
  const { terraformStack } = await import("./terraform-stack.mjs");
  /** @type {Candidate[]} */
  const candidates = [];
  /** @param {Candidate["subject"]} subject @param {Candidate["createTool"]} createTool */
  const enter = async (subject, createTool) => {
    // Each candidate has its own emulator, so that lists contain its own entities only.
    candidates.push({ subject, createTool, emulator: await startEmulator(running) });
  };
  await enter("aep", (place) => pulumiStack("aep", { ...place, engine }));
  await enter("bare", (place) => pulumiStack("bare", { ...place, engine }));
  if (programs !== undefined) {
    await enter("terraform", (place) => terraformStack({ ...place, ...programs }));
  }
  return candidates;
}

/**
 * Adds the measurements of one run to the results, unless they are complete already.
 * @param {Results} results
 * @param {readonly Candidate[]} candidates
 * @param {{ size: number, run: number, parallel: number }} options
 */
async function measureRun(results, candidates, { size, run, parallel }) {
  const { measure } = await import("./measure.mjs");
  const isOfRun = (/** @type {Measurement} */ one) => one.size === size && one.run === run;
  const known = new Set(results.measurements.filter(isOfRun).map(({ subject }) => subject));
  if (candidates.every(({ subject }) => known.has(subject))) {
    return;
  }
  const measured = await withProgress(`measuring ${size} resources, run ${run}`, () =>
    measure(candidates, { size, run, parallel }),
  );
  for (const { subject, steps } of measured) {
    const seconds = Object.entries(steps).map(([step, { seconds }]) => `${step} ${seconds.toFixed(1)} s`);
    console.log(`${size} resources, run ${run}, ${subject}: ${seconds.join(", ")}`);
  }
  results.measurements = [...results.measurements.filter((one) => !isOfRun(one)), ...measured];
}

/** @param {RunningProgram[]} running */
async function startEmulator(running) {
  const emulator = await startProgram(emulatorProgram, ["--port", "0"], withCommands());
  if (!emulator) {
    throw new Failure("The emulator did not start, see above.");
  }
  running.push(emulator);
  return { url: emulator.address };
}

/**
 * Reads what an earlier, interrupted run measured, to continue from there.
 * @param {string} file
 * @returns {Results | undefined}
 */
function readResults(file) {
  if (!existsSync(file)) {
    return undefined;
  }
  console.log(`Continuing from ${file}; delete it to start again.`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * @param {NodeJS.ProcessEnv} engine
 * @param {number} parallel
 * @returns {Promise<Results>}
 */
async function emptyResults(engine, parallel) {
  const version = async (/** @type {string} */ command) =>
    (
      await runCommand(command, ["--version"], `${command} does not run.`, { env: engine, quiet: true })
    ).output
      .trim()
      .replace(/^v/, "");
  const sdk = JSON.parse(readFileSync(join(checkout, "node_modules/@pulumi/pulumi/package.json"), "utf8"));
  return {
    machine: {
      cores: cpus().length,
      memory: Math.round(totalmem() / 2 ** 30),
      processor: cpus()[0]?.model ?? "unknown",
    },
    versions: {
      Pulumi: await version("pulumi"),
      "@pulumi/pulumi": sdk.version,
      Node: await version("node"),
    },
    parallel,
    startUp: { aep: [], bare: [] },
    measurements: [],
  };
}
