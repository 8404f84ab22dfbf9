import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { exitCodes } from "../../cli/compare/report";
import { type ComparedJson, comparedJson } from "../support/compare/inProcess";
import { fillCompared, type SandboxIds } from "../support/compare/sandbox";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { createBlobBase } from "../support/filled/flow";

/** The rows of the documented table: the keys, and the words in code of the description. */
let rows: ReadonlyMap<string, readonly string[]>;
let section: string;
beforeAll(async () => {
  const page = await readFile(path.resolve(__dirname, "../../docs/compare.md"), "utf8");
  section = page.split("## JSON")[1] ?? "";
  const codesIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
  rows = new Map(
    [...section.matchAll(/^\| (`.+`) \| (.+) \|$/gm)].flatMap(([, keys = "", value = ""]) => {
      const [first = "", ...others] = codesIn(keys);
      const holder = first.slice(0, first.lastIndexOf("."));
      const all = [first, ...others.map((key) => (key.startsWith(".") ? `${holder}${key}` : key))];
      return all.map((key): [string, string[]] => [key, codesIn(value)]);
    }),
  );
});

/** A comparison with every kind of difference, a kind that both sandboxes refuse to show, and secrets. */
async function comparisonWithEverything(): Promise<ComparedJson> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const plain = new PlainClient(emulator.url);
  await fillCompared(new PlainClient(emulator.url, "dev"));
  const ids: SandboxIds = await fillCompared(plain);
  const set = (place: string, name: string, value: unknown) =>
    plain.admin("PATCH", place, [{ op: "add", path: `/${name}`, value }]);
  await set(`schemas/${encodeURIComponent(ids.schema)}`, "title", "Customer");
  await set(`connections/${ids.base}`, "description", "Changed by hand");
  await createBlobBase(plain, "Storage");
  const refused = { kind: "answer", status: 403, body: { title: "Forbidden" }, method: "GET" };
  await plain.admin("POST", "faults", { ...refused, path: "/data/core/ups/config/mergePolicies", times: 2 });
  return comparedJson(emulator.url);
}

const keysOf = (values: readonly object[]) =>
  [...new Set(values.flatMap((value) => Object.keys(value)))].toSorted();

test("docs/compare.md describes every key of the JSON, and no other", async () => {
  const { differences, notCompared, ...others } = await comparisonWithEverything();
  expect([...rows.keys()].toSorted()).toEqual(
    [
      ...Object.keys(others),
      ...keysOf(differences).map((key) => `differences[].${key}`),
      ...Object.keys(notCompared).map((key) => `notCompared.${key}`),
    ].toSorted(),
  );
  const nested = {
    "differences[].ids": differences.map(({ ids }) => ids),
    "differences[].properties": differences.flatMap(({ properties }) => properties),
    "notCompared.secrets": notCompared.secrets,
    "notCompared.kinds": notCompared.kinds,
  };
  for (const [key, values] of Object.entries(nested)) {
    expect(keysOf(values), key).toEqual(rows.get(key)?.toSorted());
  }
  expect([...new Set(differences.map(({ change }) => change))].toSorted()).toEqual(
    rows.get("differences[].change")?.toSorted(),
  );
  expect(Object.keys(exitCodes)).toEqual(expect.arrayContaining([...(rows.get("outcome") ?? [])]));
  expect(rows.get("outcome")).toHaveLength(Object.keys(exitCodes).length);
});

test("docs/compare.md names the keys of the JSON of an error", async () => {
  const failed = await comparedJson("http://127.0.0.1:1", ["--from", "dev", "--to", "dev"]);
  const [, first, second] = /An error has the keys `(\w+)` and `(\w+)` only\./.exec(section) ?? [];
  expect(Object.keys(failed)).toEqual([first, second]);
});
