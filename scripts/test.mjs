// npm test: static checks, then all tests, including those with the real engine; the last line counts them.
// npm test -- --long: also the long tests, after all others.
// npm test -- [--project NAME]... [vitest arguments]: only the named tests, without the static checks.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPackages } from "./build.mjs";
import { attempt, run } from "./command.mjs";
import { installDependencies } from "./dependencies.mjs";
import { duration } from "./engine-build.mjs";
import { Failure, messageOf, runScript } from "./failure.mjs";
import { findEngine, withEngine } from "./find-engine.mjs";
import { withCommands } from "./paths.mjs";
import { painted } from "./terminal.mjs";
import { parseTestArguments } from "./test-arguments.mjs";
import { countingLine, countTests, skipReasons } from "./test-counts.mjs";
import { matrixTable, matrixVariable, readMatrix } from "./test-matrix.mjs";

/** @typedef {import("./test-counts.mjs").Counts} Counts */

const allProjects = ["unit", "host", "browser", "engine"];
const projectsWithoutEngine = ["unit", "host", "browser"];

/** @type {string[]} */
const summary = [];
/** @type {Counts[]} */
const counts = [];
/** @type {string[]} */
const reasons = [];
/** @type {import("./test-matrix.mjs").MatrixRow[]} */
const matrix = [];
/** @type {NodeJS.ProcessEnv | undefined} */
let foundEnvironment;

await runScript(async () => {
  const chosen = parseTestArguments(process.argv.slice(2));
  try {
    const all = chosen.projects.length === 0;
    await prepare(all && chosen.rest.length === 0);
    for (const project of all ? [...allProjects, ...(chosen.long ? ["long"] : [])] : chosen.projects) {
      await runProject(project, chosen.rest);
    }
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    console.error(`\n${messageOf(error)}`);
    // An error that prevents tests from running counts as a failure, so that such a run never shows "0 failed".
    counts.push({ passed: 0, failed: 1, skipped: 0 });
  }
  if (matrix.length > 0) {
    console.log(`\n== combinations\n${matrixTable(matrix).join("\n")}`);
  }
  const line = countingLine(counts);
  console.log(`\n${[...summary, ...reasons, line].join("\n")}`);
  return line.endsWith(" 0 failed") ? 0 : 1;
});

/**
 * The fast checks come first, so that simple mistakes are reported within seconds.
 * @param {boolean} withChecks
 */
async function prepare(withChecks) {
  await step("dependencies", installDependencies);
  if (withChecks) {
    await step("format and lint", () => check("biome", ["check", "."]));
    await step("types and build", () =>
      together(
        check("tsc", ["-p", "tsconfig.json"]),
        check("tsc", ["-p", "emulator/console/page/tsconfig.json"]),
        buildPackages(),
      ),
    );
    await step("packages", async () => {
      await check("publint", ["--strict"]);
      await check("publint", ["--strict", "emulator"]);
    });
  } else {
    await step("build", buildPackages);
  }
}

/**
 * Waits for all parts, because a failure would end the process of another one.
 * @param {Promise<void>[]} parts
 */
async function together(...parts) {
  for (const result of await Promise.allSettled(parts)) {
    if (result.status === "rejected") {
      throw result.reason;
    }
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
async function check(command, args) {
  await run(command, args, `${command} reported problems, see above.`);
}

/**
 * @param {string} project
 * @param {string[]} args
 */
async function runProject(project, args) {
  const env = projectsWithoutEngine.includes(project) ? withCommands() : await engineEnvironment();
  await step(project, async () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-aep-test-"));
    try {
      const file = join(folder, "report.json");
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
      const rows = join(folder, "matrix.jsonl");
      const outcome = await attempt("vitest", ["run", "--project", project, ...reporters, ...args], {
        env: { ...env, ...compileCache(project, folder), [matrixVariable]: rows },
      });
      matrix.push(...readMatrix(rows));
      const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
      const result = countTests(report, outcome.code);
      counts.push(result);
      reasons.push(...skipReasons(report));
      return `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/**
 * These projects start hundreds of Node.js processes that load the same packages, so each finds them compiled. Not for the
 * unit tests, because coverage of code that comes from the cache is imprecise.
 * @param {string} project
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
function compileCache(project, folder) {
  return project === "unit" ? {} : { NODE_COMPILE_CACHE: join(folder, "compiled") };
}

async function engineEnvironment() {
  if (!foundEnvironment) {
    await step("finding the engine", async () => {
      foundEnvironment = withEngine(await findEngine());
    });
  }
  return foundEnvironment;
}

/**
 * Runs a part and adds its result and duration to the summary.
 * @param {string} name
 * @param {() => Promise<string | void>} work
 */
async function step(name, work) {
  console.log(painted("bold", `\n== ${name}`));
  const began = Date.now();
  /** @type {string | void} */
  let result = "failed";
  try {
    result = await work();
  } finally {
    summary.push(`${name}: ${result ?? "ok"} (${duration(Date.now() - began)})`);
  }
}
