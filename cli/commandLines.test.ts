import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "../emulator/command/command";
import { fakePulumi } from "../test/support/fakePulumi";
import { commands, runCommandLine } from ".";

const { version }: { version: string } = require("../package.json");
const { version: emulatorVersion }: { version: string } = require("../emulator/package.json");

interface Ended {
  readonly code: unknown;
  readonly log: string;
  readonly error: string;
}

/** Runs one of the two programs in this process. */
async function run(line: string, environment: NodeJS.ProcessEnv = {}, folder = "/"): Promise<Ended> {
  const [program, ...args] = line.split(" ");
  const lines = { log: [] as string[], error: [] as string[] };
  const output = {
    log: (text: string) => lines.log.push(text),
    error: (text: string) => lines.error.push(text),
  };
  const code =
    program === "aep-emulator"
      ? await runCommand(args, output)
      : await runCommandLine(args, {
          ...output,
          environment,
          folder,
          confirm: async () => undefined,
          stopped: new Promise(() => {}),
        });
  return { code, log: lines.log.join("\n"), error: lines.error.join("\n") };
}

const names = commands.map(({ name }) => name);
const checking = commands.filter(({ passesArgumentsOn }) => passesArgumentsOn !== true);
const withOwnOptions = [...checking.map(({ name }) => `pulumi-aep ${name}`), "aep-emulator"];

test.each([
  ...["-h", "--help", "help"].map((word) => [`pulumi-aep ${word}`, "Usage: pulumi-aep COMMAND"]),
  ...names.flatMap((name) =>
    [`help ${name}`, `-h ${name}`, `--help ${name}`, `${name} -h`, `${name} --help`].map((words) => [
      `pulumi-aep ${words}`,
      `Usage: pulumi-aep ${name} `,
    ]),
  ),
  ...["-h", "--help", "help"].map((word) => [`aep-emulator ${word}`, "Usage: aep-emulator "]),
])("%s prints %s", async (line, usage) => {
  const { code, log, error } = await run(line);
  expect({ code, error }).toEqual({ code: 0, error: "" });
  expect(log.slice(0, usage.length)).toBe(usage);
});

test.each(["", ...names])(
  "The help of pulumi-aep %s names a page of the installed package.",
  async (name) => {
    const { log } = await run(`pulumi-aep ${name} --help`.replace("  ", " "));
    const [, file = "none"] = /^Documentation: (.+)$/m.exec(log) ?? [];
    expect(path.basename(file)).toBe(`${name === "" ? "README" : name}.md`);
    expect(existsSync(file)).toBe(true);
  },
);

test.each(["pulumi-aep", ...checking.map(({ name }) => `pulumi-aep ${name}`), "aep-emulator"])(
  "%s prints its version for -v and --version",
  async (program) => {
    const log = program === "aep-emulator" ? emulatorVersion : version;
    expect(await run(`${program} -v`)).toEqual({ code: 0, log, error: "" });
    expect(await run(`${program} --version`)).toEqual({ code: 0, log, error: "" });
  },
);

test("the overview lists every command", async () => {
  const { log } = await run("pulumi-aep help");
  const width = Math.max(...names.map(({ length }) => length));
  for (const { name, summary } of commands) {
    expect(log).toContain(`${name.padEnd(width)}  ${summary}`);
  }
});

test("without a command it prints the overview and fails", async () => {
  expect(await run("pulumi-aep")).toMatchObject({
    code: 1,
    log: expect.stringContaining("Usage: pulumi-aep COMMAND"),
  });
});

test.each([
  ["pulumi-aep recovr", "there is no command recovr. Did you mean recover?\npulumi-aep --help"],
  ["pulumi-aep Doctor", "there is no command Doctor. Did you mean doctor?"],
  ["pulumi-aep help dirft", "there is no command dirft. Did you mean drift?"],
  ["pulumi-aep synthesise", "there is no command synthesise.\npulumi-aep --help"],
  ["pulumi-aep --stack dev drift", "there is no option --stack; the options of a command follow its name."],
  [
    "pulumi-aep drift --stak dev",
    "there is no option --stak. Did you mean --stack?\npulumi-aep drift --help",
  ],
  ["pulumi-aep doctor --cdw /", "there is no option --cdw. Did you mean --cwd?"],
  ["pulumi-aep recover --release-lok 1", "there is no option --release-lok. Did you mean --release-lock?"],
  ["pulumi-aep export --sandboxes a", "there is no option --sandboxes. Did you mean --sandbox?"],
  [
    "pulumi-aep runs retri a-run",
    "there is no action retri. Did you mean retry?\npulumi-aep runs --help shows the options.",
  ],
  ["pulumi-aep landing-zone rotate", "there is no action rotate.\npulumi-aep landing-zone --help"],
  ["aep-emulator --prot 0", "there is no option --prot. Did you mean --port?\naep-emulator --help"],
  ["aep-emulator --sandbx a", "there is no option --sandbx. Did you mean --sandbox?"],
  ["aep-emulator --helps", "there is no option --helps. Did you mean --help?"],
])("%s: %s", async (line, message) => {
  const { code, log, error } = await run(line);
  expect({ code, log }).toEqual({ code: 1, log: "" });
  expect(error).toContain(message);
});

test.each(withOwnOptions)("%s refuses unknown options and arguments in two lines", async (program) => {
  for (const argument of ["--nonsense", "-x", "nonsense", "--help=1", "--no-help"]) {
    const { code, log, error } = await run(`${program} ${argument}`);
    expect({ code, log }).toEqual({ code: 1, log: "" });
    expect(error).toContain(`\n${program} --help shows the options.`);
    expect(error).toContain(argument.replace(/^--|=1$/g, ""));
    expect(error.split("\n")).toHaveLength(2);
  }
});

/** A folder with a file and a project without a selected stack. */
async function folders() {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(path.join(folder, "project"));
  await writeFile(path.join(folder, "project/Pulumi.yaml"), "name: acme\n");
  await writeFile(path.join(folder, "file"), "");
  return folder;
}

/** Arguments of the commands that require some. */
const required: Readonly<Record<string, string>> = {
  import: " Flow orders an-id",
  "landing-zone": " show",
  runs: " list a-flow",
};

const inProject = checking.filter(({ options }) => "cwd" in options).map(({ name }) => name);

test.each(inProject)(
  "%s --cwd reports in one sentence that the folder does not exist or is a file",
  async (name) => {
    const folder = await folders();
    const at = (place: string) => run(`pulumi-aep ${name}${required[name] ?? ""} --cwd ${place}`, {}, folder);
    expect(await at("nowhere")).toEqual({
      code: 1,
      log: "",
      error: `pulumi-aep ${name}: --cwd ${folder}/nowhere does not exist.`,
    });
    expect(await at("file")).toEqual({
      code: 1,
      log: "",
      error: `pulumi-aep ${name}: --cwd ${folder}/file is a file, not a folder.`,
    });
  },
);

// Doctor reports both among its other checks.
test.each(inProject.filter((name) => name !== "doctor"))(
  "%s reports a folder without a project, and a project without a selected stack",
  async (name) => {
    const folder = await folders();
    const errors = "error: no stack selected; please use `pulumi stack select` to choose one";
    const pulumi = await fakePulumi(path.join(folder, "bin"), {
      "whoami --json": { output: JSON.stringify({ url: `file://${folder}` }) },
      "stack --show-name": { errors, code: 255 },
    });
    const at = (place: string) =>
      run(`pulumi-aep ${name}${required[name] ?? ""} --cwd ${place}`, { PATH: pulumi }, folder);
    const outside = await at(".");
    expect(outside.code).toBe(1);
    expect(outside.error).toMatch(
      /: There is no Pulumi\.yaml in .* or in a folder above it\.\n.*--cwd FOLDER\.$/,
    );
    const unselected = await at("project");
    expect(unselected.code).toBe(1);
    expect(unselected.error).toMatch(/: No stack is selected\.\n.*pulumi stack select NAME.*--stack NAME\.$/);
  },
);
