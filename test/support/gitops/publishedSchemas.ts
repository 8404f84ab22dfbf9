import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const requirements = path.join(__dirname, "requirements.txt");

/** A schema that the Python package check-jsonschema contains. npm has no package with them. */
export type PublishedSchema =
  | "azure-pipelines"
  | "github-issue-config"
  | "github-issue-forms"
  | "github-workflows"
  | "renovate";

/** Why files cannot be checked on this machine; `undefined` if they can. A CI machine must have Python. */
export async function missingPython(): Promise<string | undefined> {
  try {
    await run("python3", ["-m", "pip", "--version"]);
    return undefined;
  } catch (error) {
    if (process.env.CI) {
      throw error;
    }
    return "Python 3 with pip is required to check files against their published schemas";
  }
}

/** Checks files, by name and content, against their published schema. Returns what is wrong, or an empty text. */
export async function schemaProblems(
  schema: PublishedSchema,
  contents: ReadonlyMap<string, unknown>,
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "schema-"));
  try {
    // The schema of Azure Pipelines describes every scalar as a text, as its own parser returns it.
    const scalars = schema === "azure-pipelines" ? asTexts : undefined;
    const names = [...contents.keys()].map((name) => `${name}.json`);
    for (const [name, content] of contents) {
      await writeFile(path.join(folder, `${name}.json`), JSON.stringify(content, scalars));
    }
    const options = ["--builtin-schema", `vendor.${schema}`, "--regex-variant", "nonunicode"];
    await run("python3", ["-m", "check_jsonschema", ...options, ...names], {
      cwd: folder,
      env: { ...process.env, PYTHONPATH: await install() },
      maxBuffer: 1 << 24,
    });
    return "";
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return stdout + stderr || String(error);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function asTexts(_: string, value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

/** Installs the package beside the engine, where it remains for later runs. */
async function install(): Promise<string> {
  const { cacheFolder, cacheKey, fillCache } = await import("../../../scripts/engine-cache.mjs");
  const key = cacheKey("schemas", [await readFile(requirements, "utf8")]);
  const folder = path.join(cacheFolder(), key);
  if (!existsSync(folder)) {
    const quiet = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"];
    await fillCache(folder, async (target) => {
      await run("python3", ["-m", "pip", "install", ...quiet, "--target", target, "-r", requirements]);
    });
  }
  return folder;
}
