import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cacheFolder, cacheKey, fillCache } from "./engine-cache.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "engine-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("follows XDG_CACHE_HOME when it is absolute", () => {
  expect(cacheFolder({ XDG_CACHE_HOME: "/somewhere" })).toBe(join("/somewhere", "pulumi-aep", "engine"));
  expect(cacheFolder({ XDG_CACHE_HOME: "relative" })).toBe(cacheFolder({}));
});

test("the key changes with the version, each content and the order of the contents", () => {
  const keys = [
    cacheKey("1", ["a", "b"]),
    cacheKey("1", ["ab", ""]),
    cacheKey("1", ["b", "a"]),
    cacheKey("2", ["a", "b"]),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(cacheKey("1", ["a", "b"])).toBe(keys[0]);
});

test("a folder appears only when it is complete", async () => {
  const target = join(folder, "engine");
  await fillCache(target, async (unfinished) => {
    writeFileSync(join(unfinished, "pulumi"), "1");
    expect(existsSync(target)).toBe(false);
  });
  expect(readFileSync(join(target, "pulumi"), "utf8")).toBe("1");
  expect(readdirSync(folder)).toEqual(["engine"]);
});

test("a failed fill leaves no folder", async () => {
  const fill = async () => {
    throw new Error("no network");
  };
  await expect(fillCache(join(folder, "engine"), fill)).rejects.toThrow("no network");
  expect(readdirSync(folder)).toEqual([]);
});

test("of two fills at the same time the first one is kept, and neither fails", async () => {
  const target = join(folder, "engine");
  await fillCache(target, async (slow) => {
    writeFileSync(join(slow, "pulumi"), "slow");
    await fillCache(target, async (quick) => writeFileSync(join(quick, "pulumi"), "quick"));
  });
  expect(readFileSync(join(target, "pulumi"), "utf8")).toBe("quick");
  expect(readdirSync(folder)).toEqual(["engine"]);
});

test("the folder of a killed run is removed after a day, the folder of a running one is kept", async () => {
  const old = join(folder, ".unfinished-old");
  await mkdir(old);
  await mkdir(join(folder, ".unfinished-new"));
  utimesSync(old, 0, 0);
  await fillCache(join(folder, "engine"), async () => {});
  expect(readdirSync(folder).sort()).toEqual([".unfinished-new", "engine"]);
});
