import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stringAt } from "./json";
import { Store, type Stored } from "./store";

const references = {
  sourceConnections: ({ entity }: Pick<Stored, "entity">) => [stringAt(entity, "baseConnectionId") ?? ""],
};

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "state");
}

test("all data survives, also without a proper end", () => {
  const file = temporaryFile();
  const store = new Store(references, file);
  const first = store.add("connections", "prod", "1", { id: "1" }, { own: true });
  store.add("sourceConnections", "prod", "2", { id: "2", baseConnectionId: "1" });
  store.remove(store.add("flows", "prod", "3", { id: "3" }));
  store.change(first, { id: "1", name: "changed" });
  store.setValue("clock", 7);
  // A process killed in the middle of a line.
  appendFileSync(file, '{"put":{"collection":"conn');

  const again = new Store(references, file);
  expect(again.get("connections", "prod", "1")).toEqual(first);
  expect(again.get("connections", "dev", "1")).toBeUndefined();
  expect(again.referrers("1").map(({ id }) => id)).toEqual(["2"]);
  expect(again.find("flows", "3")).toBeUndefined();
  expect(again.value("clock")).toBe(7);
  expect(again.add("flows", "prod", "4", {}).sequence).toBeGreaterThan(2);
  again.close();
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(5);
});

test("references follow changes of entities", () => {
  const store = new Store(references);
  const source = store.add("sourceConnections", "prod", "2", { baseConnectionId: "1" });
  store.change(source, { baseConnectionId: "5" });
  expect(store.referrers("1")).toEqual([]);
  expect(store.referrers("5")).toEqual([source]);
  store.remove(source);
  expect(store.referrers("5")).toEqual([]);
});

test("finds the entities of all collections that have an id", () => {
  const store = new Store(references);
  const flow = store.add("flows", "prod", "1", {});
  const connection = store.add("connections", "dev", "1", {});
  store.change(flow, { name: "changed" });
  expect(store.withId("1")).toEqual([flow, connection]);
  store.remove(flow);
  expect(store.withId("1")).toEqual([connection]);
  expect(store.collections()).toEqual(["connections"]);
  store.clear();
  expect(store.withId("1")).toEqual([]);
});

test("the file stays short under many changes", () => {
  const file = temporaryFile();
  const store = new Store(references, file);
  const stored = store.add("flows", "prod", "1", { count: 0 });
  for (let count = 1; count <= 25_000; count += 1) {
    store.change(stored, { count });
  }
  expect(readFileSync(file, "utf8").split("\n").length).toBeLessThan(10_010);
  expect(new Store(references, file).find("flows", "1")?.entity).toEqual({ count: 25_000 });
});

test("refuses a file of another format", () => {
  const file = temporaryFile();
  writeFileSync(file, "{}\n");
  expect(() => new Store(references, file)).toThrow(`${file} is not a state file of this emulator`);
});
