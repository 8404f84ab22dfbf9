import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { linkDependencies } from "./fresh-clone.mjs";
import { releasedChangelog, withReleasedVersion } from "./release-texts.mjs";

const run = promisify(execFile);
const checkout = resolve(import.meta.dirname, "..");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulumi-aep-release-"));
});
afterEach(() => rm(folder, { recursive: true }));
const read = (file: string) => readFile(join(folder, file), "utf8");

it("a changeset of one package releases both, in the examples and the lock file too", async () => {
  const files = ["package.json", "package-lock.json", ".npmrc", "CHANGELOG.md", ".changeset", "scripts"];
  for (const file of [...files, "emulator/package.json", "examples/minimal/package.json"]) {
    await cp(join(checkout, file), join(folder, file), { recursive: true });
  }
  await linkDependencies(join(checkout, "node_modules"), join(folder, "node_modules"));
  const installed = join(checkout, "node_modules/.package-lock.json");
  const before = await readFile(installed, "utf8");
  const changeset = '---\n"aep-emulator": major\n---\n\nA change for this test.\n';
  await writeFile(join(folder, ".changeset/a-change.md"), changeset);
  await run("git", ["init", "--quiet"], { cwd: folder });

  await run(process.execPath, ["scripts/version-packages.mjs"], { cwd: folder });

  const versions = async (file: string) => JSON.parse(await read(file));
  const { version } = await versions("package.json");
  expect(version).toMatch(/^[1-9]\d*\.0\.0$/);
  expect((await versions("emulator/package.json")).version).toBe(version);
  const example = await versions("examples/minimal/package.json");
  expect(example.dependencies["pulumi-aep"]).toBe(`^${version}`);
  expect(example.devDependencies["aep-emulator"]).toBe(`^${version}`);
  const { packages } = await versions("package-lock.json");
  expect([packages[""].version, packages.emulator.version]).toEqual([version, version]);
  expect(await read("CHANGELOG.md")).toContain(`## Unreleased\n\n## ${version}\n`);
  await expect(read(".changeset/a-change.md")).rejects.toThrow("ENOENT");
  expect(await readFile(installed, "utf8")).toBe(before);
});

it("a changelog without unreleased entries is an error", () => {
  expect(() => releasedChangelog("# Changelog\n", "1.0.0")).toThrow('no heading "## Unreleased"');
});

it("only the versions of both packages change in an example", () => {
  const manifest = '{ "@pulumi/pulumi": "^3.249.0", "pulumi-aep": "^0.1.0" }';
  expect(withReleasedVersion(manifest, "0.2.0")).toBe(
    '{ "@pulumi/pulumi": "^3.249.0", "pulumi-aep": "^0.2.0" }',
  );
});
