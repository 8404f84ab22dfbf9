import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ownIdentity, type ProcessIdentity, stateOf } from "./processIdentity";

const own = ownIdentity();
const endedPid = spawnSync(process.execPath, ["--version"]).pid;
const linux = { ...own, boot: "boot", namespace: "pid:[1]", host: "here" };
const elsewhere = { ...own, boot: undefined, namespace: undefined, host: "here" };

test.each<[string, ProcessIdentity, Partial<ProcessIdentity>, string]>([
  ["this process", linux, {}, "running"],
  ["a process that has ended", linux, { pid: endedPid }, "gone"],
  ["an earlier process with the same id", linux, { start: "earlier" }, "gone"],
  ["a process whose start is unknown", linux, { start: undefined }, "running"],
  ["a process of another container", linux, { pid: endedPid, namespace: "pid:[2]" }, "unknown"],
  ["a process before the machine's last start", linux, { boot: "earlier" }, "gone"],
  ["a process of another machine", linux, { boot: "other", host: "there" }, "unknown"],
  ["a process of a machine without a boot id", linux, { boot: undefined }, "unknown"],
  ["this process without a boot id", elsewhere, {}, "running"],
  ["an ended process without a boot id", elsewhere, { pid: endedPid }, "gone"],
  ["a process of another machine without a boot id", elsewhere, { host: "there" }, "unknown"],
])("%s", (_case, identity, change, state) => {
  expect(stateOf({ ...identity, ...change }, identity)).toBe(state);
});
