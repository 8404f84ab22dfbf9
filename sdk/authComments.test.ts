import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isHarmlessParam } from "../provider/auth/harmless";

// The comments promise what is encrypted in state, another file decides it.
const documented = [
  ...readFileSync(join(__dirname, "auth.ts"), "utf8").matchAll(
    /\/\*\* ([^/]*?) \*\/\s+(\w+)\??: pulumi\.Input</g,
  ),
]
  .map(([, comment = "", name = ""]) => ({ name, comment }))
  // The whole of them is no parameter.
  .filter(({ name }) => name !== "params" && name !== "specName");

test("The comment of every parameter says rightly whether its value is encrypted in state.", () => {
  expect(documented.length).toBeGreaterThan(70);
  for (const { name, comment } of documented) {
    const promise = /(No secret|Kept secret|Secret)\.$/.exec(comment)?.[1];
    expect({ name, comment, promise }).toMatchObject({ promise: expect.any(String) });
    expect({ name, harmless: promise === "No secret" }).toEqual({ name, harmless: isHarmlessParam(name) });
  }
});
