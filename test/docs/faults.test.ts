import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { faultKinds, gatewayErrorCodes } from "../../emulator/core/faults";
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

test("docs/faults.md says what to check for every code of Adobe's gateway", async () => {
  const text = await readFile(path.join(repository, "docs/faults.md"), "utf8");
  const [, rows = ""] = /by code:\n\n((?:- .*\n)+)/.exec(text) ?? [];
  // The code of a rate limit has a chapter of its own.
  const codes = gatewayErrorCodes.filter((code) => code !== "429050");
  expect((rows.match(/\b\d{6}\b/g) ?? []).toSorted()).toEqual(codes.toSorted());
});

/** The texts of a folder's sources, with strings that are written in several parts joined. */
async function textsOf(folder: string): Promise<string> {
  const files = await Array.fromAsync(glob(`${folder}/**/*.ts`, { cwd: repository }));
  const sources = await Promise.all(
    files
      .filter((file) => !file.endsWith(".test.ts"))
      .map((file) => readFile(path.join(repository, file), "utf8")),
  );
  return sources.join("\n").replaceAll(/["`] \+\s+["`]/g, "");
}

/** The messages that a page quotes in italics, without their values. */
async function quotedIn(file: string): Promise<string[]> {
  const text = (await readFile(path.join(repository, file), "utf8")).replaceAll(/\s+/g, " ");
  const quotes = [...text.matchAll(/(?<![*\w])\*(?!\*)([^*]+)\*(?!\*)/g)].map(([, quote = ""]) => quote);
  return [...new Set(quotes.flatMap((quote) => quote.split(/…| \d{3}$/)).map((part) => part.trim()))];
}

test("docs/faults.md quotes only messages of the provider", async () => {
  const [texts, quotes] = [await textsOf("provider"), await quotedIn("docs/faults.md")];
  expect(quotes.length).toBeGreaterThan(8);
  expect(quotes.filter((quote) => quote !== "" && !texts.includes(quote))).toEqual([]);
});

test("every fault that can affect any request is tested at every step of a create", () => {
  // The other faults require an existing entity or affect lists.
  const special = ["edit", "lostUpdate", "notVisible", "staleList", "state"];
  const covered = new Set(faultCases.map(({ fault }) => fault.kind));
  expect([...covered, ...special].toSorted()).toEqual(faultKinds.toSorted());
});
