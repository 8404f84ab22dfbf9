import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
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

test("an empty folder is used", async () => {
  const target = path.join(place, "aep");
  await mkdir(target);
  const folder = new Folder(target);
  await folder.open();
  await folder.write("index.ts", "");
  await folder.finish();
  expect(await readdir(target)).toEqual(["index.ts"]);
});

test("nothing is written into a folder with files", async () => {
  await writeFile(path.join(place, "mine.ts"), "mine");
  await expect(new Folder(place).open()).rejects.toThrow(/not empty; nothing was written[\s\S]*--out/);
  expect(await readdir(place)).toEqual(["mine.ts"]);
});

test("files of an interrupted run are removed first", async () => {
  const target = path.join(place, "aep");
  const interrupted = new Folder(target);
  await interrupted.open();
  await interrupted.write("old.ts", "");
  const folder = new Folder(target);
  await folder.open();
  await folder.write("new.ts", "");
  await folder.finish();
  expect(await readdir(target)).toEqual(["new.ts"]);
});
