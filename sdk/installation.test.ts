import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { installationProblem } from "./installation";

/** A repository with these files; a copy of the package is given by its version. */
async function repository(files: readonly string[], copies: Readonly<Record<string, string>> = {}) {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-")));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const file of files) {
    await write(path.join(root, file), "{}");
  }
  for (const [folder, version] of Object.entries(copies)) {
    const place = path.join(root, folder, "node_modules/pulumi-aep");
    const exports = { "./provider": "./provider.js", "./package.json": "./package.json" };
    await write(path.join(place, "package.json"), JSON.stringify({ name: "pulumi-aep", version, exports }));
    await write(path.join(place, "provider.js"), "");
  }
  return root;
}

async function write(file: string, content: string) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

test("A program whose folder finds the version that it imports has no problem.", async () => {
  const hoisted = await repository(["infra/package.json"], { ".": "0.2.0" });
  expect(installationProblem(path.join(hoisted, "infra"), "0.2.0")).toBeUndefined();
  const own = await repository(["infra/package.json"], { ".": "0.1.0", infra: "0.2.0" });
  expect(installationProblem(path.join(own, "infra"), "0.2.0")).toBeUndefined();
});

test.each([
  ["package-lock.json", "npm install pulumi-aep@0.2.0"],
  ["pnpm-lock.yaml", "pnpm add pulumi-aep@0.2.0"],
  ["yarn.lock", "yarn add pulumi-aep@0.2.0"],
  ["bun.lock", "bun add pulumi-aep@0.2.0"],
  ["bun.lockb", "bun add pulumi-aep@0.2.0"],
  ["README.md", "npm install pulumi-aep@0.2.0"],
])(
  "A program whose folder does not find the package is stopped with the command for %s.",
  async (lockFile, command) => {
    const root = await repository([lockFile, "infra/package.json"], { library: "0.2.0" });
    const folder = path.join(root, "infra");
    expect(installationProblem(folder, "0.2.0")).toEqual({
      isFatal: true,
      message:
        `pulumi-aep is not installed in the program's folder "${folder}", from which Pulumi loads its provider: ` +
        `add it to the dependencies in "${folder}/package.json" (${command}).`,
    });
  },
);

test("The message names the package.json of a program in a folder below it.", async () => {
  const root = await repository(["infra/package.json", "infra/dist/index.js"]);
  const { message } = installationProblem(path.join(root, "infra/dist"), "0.2.0") ?? {};
  expect(message).toContain(`in the program's folder "${root}/infra/dist"`);
  expect(message).toContain(`in "${root}/infra/package.json"`);
});

test("A package without a provider, such as an empty folder of its name, counts as not installed.", async () => {
  const root = await repository(["node_modules/pulumi-aep/package.json", "package.json"]);
  expect(installationProblem(root, "0.2.0")?.message).toMatch(/^pulumi-aep is not installed/);
});

test("A program that imports a newer version than Pulumi loads is stopped.", async () => {
  const root = await repository(["package.json", "yarn.lock"], { ".": "0.1.0" });
  expect(installationProblem(root, "0.2.0")).toEqual({
    isFatal: true,
    message:
      "The program imports pulumi-aep 0.2.0, but Pulumi loads the provider of pulumi-aep 0.1.0 " +
      `from the program's folder "${root}": set the version 0.2.0 in "${root}/package.json" (yarn add pulumi-aep@0.2.0).`,
  });
});

test("A program that imports an older version than Pulumi loads is warned.", async () => {
  const root = await repository(["package.json"], { ".": "0.3.0" });
  expect(installationProblem(root, "0.2.0")).toEqual({
    isFatal: false,
    message:
      "The program imports pulumi-aep 0.2.0, but Pulumi loads the provider of pulumi-aep 0.3.0 " +
      `from the program's folder "${root}": update the package that depends on 0.2.0 ("${__dirname}").`,
  });
});
