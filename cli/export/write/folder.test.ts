import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Problem } from "../../../provider/cliApi";
import { Folder } from "./folder";

let place: string;
beforeEach(async () => {
  place = await mkdtemp(path.join(tmpdir(), "pulumi-aep-folder-"));
});
afterEach(() => rm(place, { recursive: true, force: true }));

test("the folder does not exist before it is complete", async () => {
  const target = path.join(place, "aep");
  const folder = new Folder(target);
  await folder.open();
  await folder.write("flows/orders.ts", "text");
  expect(existsSync(target)).toBe(false);
  await folder.finish();
  expect(await readFile(path.join(target, "flows/orders.ts"), "utf8")).toBe("text");
  expect(await readdir(place)).toEqual(["aep"]);
});

test("an empty folder is used, not replaced: it can be a mount point or the folder of a shell", async () => {
  const target = path.join(place, "aep");
  await mkdir(target);
  const { ino } = await stat(target);
  const folder = new Folder(target);
  await folder.open();
  await folder.write("index.ts", "");
  await folder.write("flows/orders.ts", "text");
  await folder.finish();
  expect((await stat(target)).ino).toBe(ino);
  expect((await readdir(target, { recursive: true })).toSorted()).toEqual([
    "flows",
    "flows/orders.ts",
    "index.ts",
  ]);
  expect(await readdir(place)).toEqual(["aep"]);
});

test("nothing is written into a folder with files", async () => {
  await writeFile(path.join(place, "mine.ts"), "mine");
  await expect(new Folder(place).open()).rejects.toThrow(/not empty; nothing was written[\s\S]*--out/);
  expect(await readdir(place)).toEqual(["mine.ts"]);
});

test.each([false, true])("other folders are not touched (the folder exists: %s)", async (exists) => {
  const names = ["aep.unfinished", ".aep.unfinished", ".aep.tmp", "aep.tmp"];
  for (const name of names) {
    await mkdir(path.join(place, name));
    await writeFile(path.join(place, name, "mine.ts"), "mine");
  }
  const target = path.join(place, "aep");
  if (exists) {
    await mkdir(target);
  }
  const folder = new Folder(target);
  await folder.open();
  await folder.write("index.ts", "");
  await folder.finish();
  await folder.remove();
  expect((await readdir(place)).toSorted()).toEqual([...names, "aep"].toSorted());
  for (const name of names) {
    expect(await readdir(path.join(place, name))).toEqual(["mine.ts"]);
  }
});

test.each([false, true])("an export that fails leaves nothing (the folder exists: %s)", async (exists) => {
  const target = path.join(place, "aep");
  if (exists) {
    await mkdir(target);
  }
  const folder = new Folder(target);
  await folder.open();
  await folder.write("index.ts", "");
  await folder.remove();
  expect(await readdir(place, { recursive: true })).toEqual(exists ? ["aep"] : []);
});

test("a temporary folder that a killed export left does not prevent the next one", async () => {
  const target = path.join(place, "aep");
  await mkdir(target);
  await new Folder(target).open();
  const folder = new Folder(target);
  await folder.open();
  await folder.write("index.ts", "");
  await folder.finish();
  expect(await readdir(target)).toEqual([expect.stringMatching(/^\.pulumi-aep-export-/), "index.ts"]);
});

test("files that appear in the empty folder during the export are kept", async () => {
  const target = path.join(place, "aep");
  await mkdir(target);
  const folder = new Folder(target);
  await folder.open();
  await folder.write("index.ts", "exported");
  await writeFile(path.join(target, "index.ts"), "mine");
  await expect(folder.finish()).rejects.toThrow(/not empty; nothing was written/);
  await folder.remove();
  expect(await readdir(target)).toEqual(["index.ts"]);
  expect(await readFile(path.join(target, "index.ts"), "utf8")).toBe("mine");
});

test.each<[what: string, create: (target: string) => Promise<unknown>]>([
  ["is a file", (target) => writeFile(target, "")],
  ["is below a file", (target) => writeFile(path.dirname(target), "")],
  ["is a link to nothing", (target) => symlink("nothing", target)],
])("a folder that cannot be written is an error at the beginning: its path %s", async (what, create) => {
  const target = path.join(place, what === "is below a file" ? "file/aep" : "aep");
  await create(target);
  const error = await new Folder(target).open().catch((cause) => cause);
  expect(error).toBeInstanceOf(Problem);
  expect(error.message).toMatch(/cannot be written.*nothing was written[\s\S]*--out/);
});
