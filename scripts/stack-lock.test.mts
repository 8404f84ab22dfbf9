import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hasOnlyStaleLocks } from "./stack-lock.mjs";

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
  JSON.stringify({ pid, hostname: host, username: "a-user" });
const onlySevenRuns = (pid: number) => pid === 7;

test("without locks there are no stale ones", () => {
  expect(hasOnlyStaleLocks(folder)).toBe(false);
});

test("locks of ended processes are stale", () => {
  lock("a.json", ofProcess(5));
  lock("a.json.attrs", "{}");
  expect(hasOnlyStaleLocks(folder, onlySevenRuns)).toBe(true);
});

test.each([
  ["a running process", ofProcess(7)],
  ["another machine", ofProcess(5, "elsewhere")],
  ["an unknown process", "{"],
])("one lock of %s is respected", (_case, content) => {
  lock("a.json", ofProcess(5));
  lock("b.json", content);
  expect(hasOnlyStaleLocks(folder, onlySevenRuns)).toBe(false);
});

test("the lock of the current process is respected", () => {
  lock("a.json", ofProcess(process.pid));
  expect(hasOnlyStaleLocks(folder)).toBe(false);
});
