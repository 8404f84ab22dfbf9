import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { switchTable } from "../services";
import { initialSwitches, parseSwitches } from "./switches";

test("the README documents every switch with its value and its reason", () => {
  const readme = readFileSync(join(__dirname, "../README.md"), "utf8").replaceAll(/ +/g, " ");
  for (const [name, { initial, reason }] of Object.entries(switchTable)) {
    const line = readme.split("\n").find((candidate) => candidate.startsWith(`| \`${name}\` |`));
    expect(line, name).toContain(`**\`${initial}\`**`);
    expect(line, name).toContain(`| ${reason} |`);
  }
});

test("accepts the initial values", () => {
  expect(parseSwitches(switchTable, initialSwitches(switchTable))).toEqual(initialSwitches(switchTable));
});

test("names everything that is wrong", () => {
  expect(() => parseSwitches(switchTable, { noSwitch: 1, deleteStatus: 500 })).toThrow(
    /no switch noSwitch.*deleteStatus/,
  );
});
