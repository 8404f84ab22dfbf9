import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { evidenceVariable } from "./evidence";
import setup, { scan } from "./secretScan";
import { secretsIn, testSecrets } from "./secrets";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "scan-"));
});
afterEach(() => rm(folder, { recursive: true }));

test.each(testSecrets)("%s is found in clear text, in a URL, and in base64 at any offset", (secret) => {
  expect(secretsIn(`before ${secret} after`)).toContain(secret);
  expect(secretsIn(`?key=${encodeURIComponent(`x=${secret};`)}`)).toContain(secret);
  for (const before of ["", "a", "ab", "abc"]) {
    const encoded = Buffer.from(`${before}${secret}${before}`).toString("base64");
    expect(secretsIn(encoded)).toContain(secret);
  }
  expect(secretsIn("nothing to see")).toEqual([]);
});

test("every file below a folder is read, except programs and packages", async () => {
  await mkdir(path.join(folder, "deep", "node_modules"), { recursive: true });
  for (const name of ["deep/state.json", "deep/index.ts", "deep/node_modules/x.txt"]) {
    await writeFile(path.join(folder, name), 'the "emulator-secret"');
  }
  const found = await scan(folder);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`${path.join("deep", "state.json")}: emulator-secret`);
});

test("this run keeps its evidence in its own temporary folder", () => {
  expect(process.env[evidenceVariable]).toContain("pulumi-aep-run-");
  expect(tmpdir()).toBe(path.dirname(process.env[evidenceVariable] ?? ""));
});

test("projects of one run share a folder, and the last that ends scans it", async () => {
  const before = { ...process.env };
  const endFirst = await setup();
  const evidence = process.env[evidenceVariable] ?? "";
  const endSecond = await setup();
  expect(process.env[evidenceVariable]).toBe(evidence);
  await writeFile(path.join(evidence, "output.log"), 'the "emulator-secret"');
  await endFirst();
  expect(process.env[evidenceVariable]).toBe(evidence);
  await expect(endSecond()).rejects.toThrow("output.log: emulator-secret");
  expect(process.env).toEqual(before);
  await expect(scan(evidence)).rejects.toThrow("ENOENT");
});
