import { expect, test } from "vitest";
import { switchTable } from "../services";
import { initialSwitches, parseSwitches } from "./switches";

test("accepts the initial values", () => {
  expect(parseSwitches(switchTable, initialSwitches(switchTable))).toEqual(initialSwitches(switchTable));
});

test("names everything that is wrong", () => {
  expect(() => parseSwitches(switchTable, { noSwitch: 1, deleteStatus: 500 })).toThrow(
    /no switch noSwitch.*deleteStatus/,
  );
});
