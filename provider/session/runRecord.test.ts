import { expect, test } from "vitest";
import { RunRecord } from "./runRecord";

/** A record of a process in which a program runs. */
function running(): RunRecord {
  const run = new RunRecord();
  run.hasChecked = true;
  return run;
}

test("Each read of an entity makes one diff belong to the refresh.", () => {
  const run = running();
  expect(run.beginsDiffOfRefresh("a")).toBe(false);
  run.noteRead("a");
  run.noteRead("a");
  expect(run.beginsDiffOfRefresh("b")).toBe(false);
  expect([1, 2, 3].map(() => run.beginsDiffOfRefresh("a"))).toEqual([true, true, false]);
});

test("Before the program runs, every diff belongs to a refresh, and its reads do not count later.", () => {
  const run = new RunRecord();
  run.noteRead("a");
  run.noteRead("b");
  expect(run.beginsDiffOfRefresh("a")).toBe(true);
  run.hasChecked = true;
  expect(run.beginsDiffOfRefresh("a")).toBe(false);
  expect(run.beginsDiffOfRefresh("b")).toBe(false);
});

test("A text is reported once by each process.", () => {
  const [run, next] = [new RunRecord(), new RunRecord()];
  expect([run, run, next].map((one) => one.isFirstReport("a"))).toEqual([true, false, true]);
  expect(run.isFirstReport("b")).toBe(true);
});

test("Creations are known by kind, the last one of a key.", () => {
  const run = new RunRecord();
  run.noteCreation("flow", "a", { name: "1" });
  run.noteCreation("flow", "a", { name: "2" });
  expect([...run.creationsOf("flow").values()]).toEqual([{ name: "2" }]);
  expect(run.creationsOf("dataset").size).toBe(0);
});
