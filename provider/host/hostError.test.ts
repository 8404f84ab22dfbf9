import { expect, test } from "vitest";
import { failureOf, InitializationError } from "../lifecycle/failure";
import { Problem } from "../messages/problem";
import { hostError } from "./hostError";

const problem = new Problem({ what: "It broke.", details: ["password hunter22"], advice: "Mend it." });

test("A message for users has no stack and no secrets.", () => {
  const shown = hostError(failureOf(problem, ["hunter22"]), "reference");
  expect(shown.message).toBe("It broke.\npassword [secret]\nMend it.");
  expect(shown.stack).toBe("");
  expect(String(shown)).toBe("It broke.");
  expect(JSON.stringify(shown)).not.toContain("hunter22");
  expect(shown.cause).toBeUndefined();
});

test("A bug keeps its stack, without secrets.", () => {
  const shown = hostError(failureOf(new TypeError("no hunter22 here"), ["hunter22"]), "reference");
  expect(shown.message).toBe("no [secret] here");
  expect(shown.stack).toContain("hostError.test.ts");
  expect(shown.stack).not.toContain("hunter22");
});

test("A thrown value that is no error is shown as text.", () => {
  expect(hostError(failureOf("hunter22 broke", ["hunter22"]), "reference").message).toBe("[secret] broke");
});

test("An unfinished resource keeps its id, its outputs and the reference to its provider.", () => {
  const error = new InitializationError("id-1", { name: "n", gone: undefined }, problem);
  const shown = hostError(failureOf(error, ["hunter22"]), "reference");
  expect(shown).toMatchObject({
    id: "id-1",
    properties: { name: "n", __provider: "reference" },
    reasons: ["It broke.\npassword [secret]\nMend it."],
    stack: "",
  });
  expect(shown).not.toHaveProperty("properties.gone");
});

test("Any other error has no property that would make the engine keep a resource.", () => {
  const shown = hostError(failureOf(problem, []), "reference");
  for (const key of ["id", "properties", "reasons"]) {
    expect(shown).not.toHaveProperty(key);
  }
});
