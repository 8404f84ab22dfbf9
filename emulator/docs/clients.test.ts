import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { inMatrix } from "../../test/support/matrix";
import { type RunningEmulator, startEmulator } from "../index";
import { blocksOf, isScript, startsIn } from "../testing/page.testing";

const run = promisify(execFile);

/** An emulator with the options of a page, on another port, and the folder in which a reader would work. */
interface Workplace {
  emulator: RunningEmulator;
  folder: string;
}

async function workplace(page: string, tls: boolean): Promise<Workplace> {
  const folder = mkdtempSync(join(tmpdir(), "emulator-docs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const options = startsIn(blocksOf(page)).find((one) => (one.tls === true) === tls);
  if (options === undefined) {
    throw new Error(`${page} starts no emulator ${tls ? "with" : "without"} --tls`);
  }
  const { caFile, stateFile } = options;
  const emulator = await startEmulator({
    ...options,
    port: 0,
    ...(caFile === undefined ? {} : { caFile: join(folder, caFile) }),
    ...(stateFile === undefined ? {} : { stateFile: join(folder, stateFile) }),
  });
  onTestFinished(() => emulator.close());
  return { emulator, folder };
}

/** Runs a script of a page as a reader would, except that the emulator has another port. */
async function bash(script: string, { emulator, folder }: Workplace): Promise<string> {
  const { stdout } = await run("bash", ["-euo", "pipefail", "-c", addressed(script, emulator)], {
    cwd: folder,
    // A proxy of this machine must not get requests to the loopback interface.
    env: { ...process.env, NO_PROXY: "127.0.0.1,localhost", no_proxy: "127.0.0.1,localhost" },
  });
  return stdout;
}

const addressed = (text: string, { port }: RunningEmulator) =>
  text.replaceAll(/127\.0\.0\.1:8\d\d\d\b/g, `127.0.0.1:${port}`);

/** The first line of a program's version; undefined if it is missing or only a placeholder. */
async function versionOf(program: string): Promise<string | undefined> {
  const { stdout, stderr } = await run(program, ["--version"]).catch(() => ({ stdout: "", stderr: "" }));
  return (stdout || stderr).split("\n")[0] || undefined;
}

const outputOf = (page: string) =>
  blocksOf(page)
    .filter(({ language }) => language === "text")
    .map(({ text }) => text)
    .join("");

const programOf = (page: string, language: string, tls: boolean) =>
  blocksOf(page)
    .filter((block) => block.language === language && block.section !== "In unit tests")
    .map(({ text }) => text)
    .join("\n\n")
    .replace('"http://127', tls ? '"https://127' : '"http://127');

const scriptsOf = (page: string, section?: RegExp) =>
  blocksOf(page)
    .filter((block) => isScript(block) && (section?.test(block.section) ?? true))
    .map(({ text }) => text);

const statuses = ({ log }: RunningEmulator, method: string) =>
  log.list({ method }).map(({ status }) => status);

describe.each([
  ["http", false],
  ["https", true],
])("Over %s, a client that is not written in JavaScript", (scheme, tls) => {
  test("does what docs/curl.md says, with curl and jq", async ({ skip }) => {
    const [curl, jq] = await Promise.all([versionOf("curl"), versionOf("jq")]);
    if (curl === undefined || jq === undefined) {
      return skip("curl or jq is not installed");
    }
    await inMatrix("emulator's client", `${/^curl \S+/.exec(curl)?.[0]}, ${scheme}`, async () => {
      const place = await workplace("docs/curl.md", tls);
      const [trust = ""] = scriptsOf("docs/curl.md", /^Over https$/);
      const script = scriptsOf("docs/curl.md", /^(?!Over https)/)
        .join("\n")
        .replace(/^aep=http:.*$/m, tls ? trust : "$&");
      expect(await bash(script, place)).toBe(outputOf("docs/curl.md"));
      expect(statuses(place.emulator, "PATCH")).toEqual([200, 412]);
      return "works";
    });
  });

  test("does what docs/python.md says, with Python's standard library", async ({ skip }) => {
    const python = await versionOf("python3");
    if (python === undefined) {
      return skip("python3 is not installed");
    }
    await inMatrix("emulator's client", `${python}, ${scheme}`, async () => {
      const place = await workplace("docs/python.md", tls);
      const program = programOf("docs/python.md", "python", tls);
      writeFileSync(join(place.folder, "program.py"), addressed(program, place.emulator));
      const [trusting = ""] = scriptsOf("docs/python.md", /^Over https$/);
      const output = await bash(tls ? trusting : "python3 program.py", place);
      expect(output).toBe(outputOf("docs/python.md"));
      expect(statuses(place.emulator, "PATCH")).toEqual([200, 412]);
      // Everything that the program created is deleted, except the schema and the mapping set.
      expect(statuses(place.emulator, "DELETE")).toEqual([204, 204, 204, 204, 200, 200]);
      return "works";
    });
  });
});

// Only over https: Java's compiler takes seconds, and a program that works over https does without it too.
test("Over https, a client in Java does what docs/java.md says, with HttpClient.", async ({ skip }) => {
  const [java, compiler] = await Promise.all([versionOf("java"), versionOf("javac")]);
  if (java === undefined || compiler === undefined) {
    return skip("java is not installed, or is no JDK");
  }
  await inMatrix("emulator's client", `Java: ${java.split(" ").slice(0, 2).join(" ")}, https`, async () => {
    const place = await workplace("docs/java.md", true);
    const program = programOf("docs/java.md", "java", true);
    writeFileSync(join(place.folder, "Connections.java"), addressed(program, place.emulator));
    const output = await bash(scriptsOf("docs/java.md").join("\n"), place);
    expect(output).toBe(outputOf("docs/java.md"));
    expect(statuses(place.emulator, "PATCH")).toEqual([200, 412]);
    return "works";
  });
});

test.each(scriptsOf("README.md").map((script) => [script.split("\n")[0], script]))(
  "README.md: the script that begins with %s works",
  async (_, script) => {
    const place = await workplace("README.md", script.includes("https:"));
    await bash(script, place);
    expect(place.emulator.log.list().filter(({ status }) => status !== 200)).toEqual([]);
  },
);
