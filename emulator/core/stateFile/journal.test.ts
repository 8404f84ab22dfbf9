import { expect, test } from "vitest";
import { FailingDisk, randomOf } from "../../testing/failingDisk.testing";
import { stringAt } from "../json";
import { Store, type Stored } from "../store";
import type { Files } from "./files";
import { StateFileError } from "./stateFileError";

const collections = ["connections", "flows"];
const sandboxes = ["prod", "dev"];
// Few, so that both collections have entities with the same id.
const ids = Array.from({ length: 40 }, (_, index) => `id-${index}`);
const references = { flows: ({ entity }: Pick<Stored, "entity">) => [stringAt(entity, "of") ?? ""] };
const file = "state";
const operations = ["open", "write", "sync", "truncate", "rename", "remove", "close"] as const;

function open(files: Files): Store {
  return new Store(references, file, files);
}

/** Everything that the store shows, including the order of lists. */
function contentOf(store: Store): unknown {
  return structuredClone({
    all: collections.map((name) => [...store.all(name)]),
    lists: collections.flatMap((name) => sandboxes.map((sandbox) => [...store.list(name, sandbox)])),
    referrers: ["0", "1", "2"].map((id) =>
      store
        .referrers(id)
        .map((stored) => stored.id)
        .sort(),
    ),
    byId: ids.map((id) =>
      store
        .withId(id)
        .map(({ collection }) => collection)
        .sort(),
    ),
    values: ["a", "b"].map((name) => store.value(name)),
  });
}

function changeAnything(store: Store, random: (below: number) => number, number: number): void {
  const collection = collections[random(2)] ?? "";
  const entities = [...store.all(collection)];
  const stored = entities[random(entities.length + 1)];
  const entity = { of: String(random(3)), text: "é".repeat(random(60)), number };
  const kind = random(20);
  if (kind === 0) {
    store.clear();
  } else if (kind < 4) {
    store.setValue(random(2) === 0 ? "a" : "b", { number });
  } else if (stored === undefined) {
    const id = ids[number % ids.length] ?? "";
    if (store.find(collection, id) === undefined) {
      store.add(collection, sandboxes[random(2)] ?? "", id, entity);
    }
  } else if (kind < 10) {
    store.remove(stored);
  } else {
    store.change(stored, entity, { number });
  }
}

/** Makes some changes, as one request; returns whether they were accepted. */
function request(store: Store, random: (below: number) => number, number: number): boolean {
  if (random(2) === 0) {
    try {
      changeAnything(store, random, number * 100 + 99);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(StateFileError);
      return false;
    }
  }
  const { failure } = store.atomically(() => {
    for (let part = 0; part <= random(4); part += 1) {
      changeAnything(store, random, number * 100 + part);
    }
  });
  return failure === undefined;
}

test.each([undefined, ...operations])(
  "after any failure of the disk (only %s), the file has exactly what was accepted",
  (only) => {
    let refused = 0;
    const failed = new Set<string>();
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = randomOf(seed);
      const disk = new FailingDisk(random);
      let store = open(disk);
      let accepted = contentOf(store);
      disk.only = only;
      for (let step = 1; step <= 100; step += 1) {
        disk.failures = [0, 0, 30, 100][random(4)] ?? 0;
        if (request(store, random, step)) {
          accepted = contentOf(store);
        } else {
          refused += 1;
        }
        const run = `seed ${seed}, step ${step}`;
        expect(contentOf(store), `${run}, in memory`).toEqual(accepted);
        expect(contentOf(open(disk.afterKill())), `${run}, after a kill`).toEqual(accepted);
        if (random(15) === 0) {
          store.close();
          expect(contentOf(open(disk.afterKill())), `${run}, after the end`).toEqual(accepted);
          disk.failures = 0;
          store = open(disk);
        }
      }
      disk.failures = 0;
      store.close();
      expect([disk.strayed, disk.openDescriptors], `seed ${seed}`).toEqual([[], 0]);
      for (const operation of Object.keys(disk.failed)) {
        failed.add(operation);
      }
    }
    // A tail is removed, and a temporary file too, only after another operation failed.
    const possible = operations.filter((name) => only === undefined || name === only);
    const alone = only === "truncate" || only === "remove" ? [] : possible;
    expect([...failed].sort()).toEqual(alone.toSorted());
    expect(refused > 0).toBe(only === undefined || only === "write");
  },
);

test("a start on a disk that accepts nothing reads the file and refuses changes until there is space", () => {
  const disk = new FailingDisk(randomOf(1));
  const before = open(disk);
  const stored = before.add("flows", "prod", "1", { id: "1" });
  const again = disk.afterKill();
  again.only = "write";
  again.failures = 100;
  const store = open(again);
  expect(store.find("flows", "1")).toEqual(stored);
  expect(() => store.add("flows", "prod", "2", {})).toThrow(
    /^The emulator cannot write its state file state: ENOSPC/,
  );
  expect(store.find("flows", "2")).toBeUndefined();
  again.failures = 0;
  store.add("flows", "prod", "2", {});
  expect(open(again.afterKill()).find("flows", "2")).toBeDefined();
});

function diskWith(content: string): FailingDisk {
  const disk = new FailingDisk(randomOf(1));
  const descriptor = disk.open(file, "w");
  for (let position = 0; position < content.length; ) {
    position += disk.write(descriptor, Buffer.from(content.slice(position)), position);
  }
  return disk;
}

const header = '{"format":"pulumi-aep emulator state","version":1}\n';
const line = '{"value":{"name":"a","value":1}}\n';

test("an incomplete last line is removed with a note", () => {
  const disk = diskWith(`${header}${line}{"value":{"na`);
  const store = open(disk);
  expect(store.note).toBe(
    "state ended with an incomplete line, which was removed: its change was never confirmed",
  );
  store.setValue("b", 2);
  const again = open(disk.afterKill());
  expect([again.note, again.value("a"), again.value("b")]).toEqual([undefined, 1, 2]);
});

test.each([
  ["half a line before another", `${header}{"value":{"na${line}${line}`],
  ["a line that is not JSON at the end", `${header}\0\0\0\n`],
  ["a line that is not a change", `${header}5\n${line}`],
  ["a list with something that is not a change", `${header}[{"value":{"name":"a","value":1}},{}]\n`],
])("refuses %s as damage", (_case, content) => {
  expect(() => open(diskWith(content))).toThrow("state is damaged in line 2");
});
