import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { readCommandLine } from "../../emulator/command/commandLine";
import { blocksOf } from "../../emulator/testing/page.testing";
import { installEmulator } from "../support/installedPackage";

const run = promisify(execFile);
const page = "docs/container.md";

let project: string;
let context: string;
let containerfile: string;
beforeAll(async () => {
  project = await installEmulator();
  context = path.join(project, "node_modules", "aep-emulator");
  containerfile = await readFile(path.join(context, "Containerfile"), "utf8");
});
afterAll(() => rm(project, { recursive: true, force: true }));

/** What a container engine would start. */
interface Image {
  /** The folder that stands for the root of the image. */
  readonly root: string;
  readonly folder: string;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly check: readonly string[];
}

/** Does the work of a container engine, which this machine need not have, in a folder instead of an image. */
async function build(root: string): Promise<Image> {
  let image: Image = { root, folder: root, user: "root", entrypoint: [], check: [] };
  for (const instruction of DockerfileParser.parse(containerfile).getInstructions()) {
    const args = instruction.getArguments().map((argument) => argument.getValue());
    const command = (): string[] =>
      JSON.parse(/\[.*\]$/s.exec(instruction.getArgumentsContent() ?? "")?.[0] ?? "[]");
    const work: Record<string, () => Partial<Image> | Promise<Partial<Image>>> = {
      FROM: () => ({}),
      EXPOSE: () => ({}),
      USER: () => ({ user: args[0] }),
      HEALTHCHECK: () => ({ check: command() }),
      ENTRYPOINT: () => ({ entrypoint: command() }),
      WORKDIR: async () => {
        const folder = path.join(root, String(args[0]));
        await mkdir(folder, { recursive: true });
        return { folder };
      },
      COPY: async () => {
        const target = String(args.at(-1));
        for (const source of args.slice(0, -1)) {
          const place = target.endsWith("/") ? path.join(target, source) : target;
          await cp(path.join(context, source), path.join(image.folder, place), { recursive: true });
        }
        return {};
      },
      RUN: async () => {
        const env = { ...process.env, npm_config_prefer_offline: "true" };
        await run("sh", ["-ec", args.join(" ")], { cwd: image.folder, env });
        return {};
      },
    };
    const change = await work[instruction.getKeyword()]?.();
    if (change === undefined) {
      throw new Error(`this test does not know ${instruction.getKeyword()}`);
    }
    image = { ...image, ...change };
  }
  return image;
}

test("The Containerfile builds a folder in which the emulator starts, is healthy, and ends with SIGTERM.", async () => {
  expect(validate(containerfile)).toEqual([]);
  const root = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const { folder, user, entrypoint, check } = await build(root);
  expect([user, folder]).toEqual(["node", path.join(root, "home", "node")]);
  const [node, program = "", ...options] = entrypoint;
  expect([node, options]).toEqual(["node", ["--host", "0.0.0.0", "--port", "8080"]]);
  expect(containerfile).toMatch(/^EXPOSE 8080$/m);

  // The later port counts, as with options after the name of an image.
  const child = spawn(
    process.execPath,
    [path.join(root, program), ...options, "--port", "0", "--state", "emulator.state"],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const [ready]: string[] = await once(createInterface({ input: child.stdout }), "line");
  const [, address, port = ""] = /^ready (http:\/\/127\.0\.0\.1:(\d+))$/.exec(ready ?? "") ?? [];
  expect((await fetch(`${address}/_emulator/clock`)).status).toBe(200);

  const [checker = "", ...checked] = check.map((word) => word.replace("8080", port));
  await run(checker, checked, { timeout: 60_000 });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  await expect(run(checker, checked, { timeout: 60_000 })).rejects.toMatchObject({ code: 1 });
  expect(await readFile(path.join(folder, "emulator.state"), "utf8")).not.toBe("");
});

test("docs/container.md builds from files of the package, and passes only options that exist.", () => {
  const blocks = blocksOf(page);
  const lines = blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.trim().split("\n"));
  const builds = lines.filter((line) => line.startsWith("docker build "));
  expect(builds).toEqual([
    "docker build -t aep-emulator -f node_modules/aep-emulator/Containerfile node_modules/aep-emulator",
  ]);
  const runs = lines.filter((line) => line.startsWith("docker run "));
  expect(runs).toHaveLength(2);
  for (const line of runs) {
    // Only this machine may send requests.
    expect(line).toMatch(/ -p 127\.0\.0\.1:\d+:8080 /);
    expect(
      readCommandLine(
        line
          .replace(/^.* aep-emulator ?/, "")
          .split(" ")
          .filter(Boolean),
      ),
    ).toBeTypeOf("object");
  }

  const compose = parse(blocks.find(({ language }) => language === "yaml")?.text ?? "");
  expect(compose.services.aep.build).toEqual({
    context: "node_modules/aep-emulator",
    dockerfile: "Containerfile",
  });
  expect(readCommandLine(compose.services.aep.command)).toMatchObject({ hostNames: ["aep"] });
});
