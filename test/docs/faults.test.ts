import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { faultKinds } from "../../emulator/core/faults";
import { faultCases } from "../support/cases/faultCases";

const repository = path.resolve(__dirname, "../..");

/** Code words in the first column of the table under a heading. */
async function firstColumn(file: string, heading: string): Promise<string[]> {
  const text = await readFile(path.join(repository, file), "utf8");
  const [, section = ""] = text.split(`${heading}\n`);
  const [table = ""] = /(?:^\|.*\n)+/m.exec(section) ?? [];
  return table
    .split("\n")
    .slice(2)
    .flatMap((row) => /^\| ([^|]*)/.exec(row)?.[1]?.split(" with ")[0]?.match(/`\w+`/g) ?? [])
    .map((word) => word.replaceAll("`", ""));
}

test("docs/faults.md has one row for every fault of the emulator, and no other", async () => {
  expect((await firstColumn("docs/faults.md", "# Faults")).toSorted()).toEqual(faultKinds.toSorted());
});

test("every fault that can affect any request is tested at every step of a create", () => {
  // The other faults require an existing entity or affect lists.
  const special = ["edit", "lostUpdate", "notVisible", "staleList", "state"];
  const covered = new Set(faultCases.map(({ fault }) => fault.kind));
  expect([...covered, ...special].toSorted()).toEqual(faultKinds.toSorted());
});
