import { expect, test } from "vitest";
import * as kinds from ".";

const exported = Object.entries(kinds);

test("The kinds that are in the state of stacks are still exported.", () => {
  // One may be added, none may ever go.
  const released = ["privateEndpoint", "baseConnection", "sourceConnection", "targetConnection", "flow"];
  expect(exported.map(([kind]) => kind)).toEqual(expect.arrayContaining(released));
});

test.each(exported)("The exported kind %s has all functions that the host calls.", (_kind, provider) => {
  for (const step of ["configure", "check", "diff", "create", "read", "update", "delete"]) {
    expect(provider).toHaveProperty(step, expect.any(Function));
  }
});
