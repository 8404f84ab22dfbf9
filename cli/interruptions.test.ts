import { expect, test } from "vitest";
import { lockLine, operationLine } from "./interruptions";

const holder = { pid: 7, username: "ann", hostname: "build-1", timestamp: "2026-11-24T12:00:00Z" };
const by = 'locked by process 7 of "ann" on "build-1" since 2026-11-24T12:00:00Z';

test.each([
  [{ is: "running" }, `${by}, which may be running.`],
  [{ is: "ended" }, `${by}, which is no longer running.`],
  [{ is: "unclear", because: "" }, `${by}; it is not certain that this process has ended.`],
] as const)("a lock whose process is %j", (state, line) => {
  expect(lockLine({ id: "a1", file: "a1.json", holder, state })).toBe(line);
});

test("a lock that cannot be read is named by its file", () => {
  const state = { is: "unclear", because: "" } as const;
  expect(lockLine({ id: "a1", file: "/s/a1.json", holder: undefined, state })).toMatch(
    /^\/s\/a1\.json is a lock/,
  );
});

test("an operation is named by its kind, its resource and the URN", () => {
  const urn = "urn:pulumi:dev::acme::aws:s3:Bucket::logs";
  const operation = { type: "creating", resource: { urn, type: "aws:s3:Bucket" } };
  expect(operationLine(operation)).toBe(`creating logs (${urn})`);
});
