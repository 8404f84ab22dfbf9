import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { assetFolder } from "./assets";

// `npm test` builds before it tests; a test alone may run without a build.
const folder = assetFolder() ?? "";
const files = existsSync(folder) ? readdirSync(folder) : [];
const compressed = (name: string): number => gzipSync(readFileSync(path.join(folder, name))).length;

test.skipIf(files.length === 0)(
  "is below 300 kB compressed, and below 40 kB without the graph's libraries",
  () => {
    const first = files.filter((name) => !name.startsWith("drawing-"));
    expect(files.length - first.length).toBe(1);
    expect(files.reduce((sum, name) => sum + compressed(name), 0)).toBeLessThan(300_000);
    expect(first.reduce((sum, name) => sum + compressed(name), 0)).toBeLessThan(40_000);
  },
);
