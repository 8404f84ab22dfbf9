import { expect, test } from "vitest";
import { Problem } from "./problem";

test("A message contains the error, then the facts, then what to do.", () => {
  const cause = new Error("below");
  const problem = new Problem(
    { what: "It broke.", details: ["here", "there"], advice: "Mend it." },
    { cause },
  );
  expect(problem.message).toBe("It broke.\nhere\nthere\nMend it.");
  expect(problem.cause).toBe(cause);
});

test("A message without facts and advice is one line.", () => {
  expect(new Problem({ what: "It broke." }).message).toBe("It broke.");
});
