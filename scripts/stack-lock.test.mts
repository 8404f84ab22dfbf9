import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hasOnlyDeadLocks } from "./stack-lock.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stack-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function lock(name: string, content: string) {
  const locks = join(folder, ".pulumi", "locks", "organization", "project", "dev");
  mkdirSync(locks, { recursive: true });
  writeFileSync(join(locks, name), content);
}
const ofProcess = (pid: number, host = hostname()) =>
  JSON.stringify({ pid, hostname: host, username: "somebody" });
const onlySevenLives = (pid: number) => pid === 7;

test("without locks there is nothing to unlock", () => {
  expect(hasOnlyDeadLocks(folder)).toBe(false);
});

test("locks of ended processes are dead", () => {
  lock("a.json", ofProcess(5));
  lock("a.json.attrs", "{}");
  expect(hasOnlyDeadLocks(folder, onlySevenLives)).toBe(true);
});

test.each([
  ["a running process", ofProcess(7)],
  ["another machine", ofProcess(5, "elsewhere")],
  ["nobody known", "{"],
])("one lock of %s is respected", (_case, content) => {
  lock("a.json", ofProcess(5));
  lock("b.json", content);
  expect(hasOnlyDeadLocks(folder, onlySevenLives)).toBe(false);
});

test("this very process lives", () => {
  lock("a.json", ofProcess(process.pid));
  expect(hasOnlyDeadLocks(folder)).toBe(false);
});
