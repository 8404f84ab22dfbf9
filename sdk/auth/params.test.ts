import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isHarmlessParam } from "../../provider/auth/harmless";

// The comments promise which values are encrypted in state; provider/auth/harmless.ts decides it.
const documented = [
  ...readFileSync(join(__dirname, "params.ts"), "utf8").matchAll(
    /\/\*\* ([^/]*?) \*\/\s+(\w+)\??: pulumi\.Input</g,
  ),
].map(([, comment = "", name = ""]) => ({ name, comment }));

test("The comment of every parameter states correctly whether its value is encrypted in state.", () => {
  expect(documented.length).toBeGreaterThan(70);
  for (const { name, comment } of documented) {
    const promise = /(Not secret|Stored encrypted|Secret)\.$/.exec(comment)?.[1];
    expect({ name, comment, promise }).toMatchObject({ promise: expect.any(String) });
    expect({ name, harmless: promise === "Not secret" }).toEqual({ name, harmless: isHarmlessParam(name) });
  }
});
