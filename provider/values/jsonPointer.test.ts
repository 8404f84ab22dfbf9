import { expect, test } from "vitest";
import { keysIn, pointerOf } from "./jsonPointer";

test.each([["a"], ["a", "b.c"], ["a/b", "~1", "~0/"], ["", "*"], ["constructor", "__proto__"]])(
  "The keys in a pointer are those it was made of: %j, %j",
  (...keys) => {
    const given = keys.filter((key) => key !== undefined);
    expect(keysIn(pointerOf(given))).toEqual(given);
  },
);
