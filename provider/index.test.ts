import { expect, test } from "vitest";
import * as kinds from ".";

const exported = Object.entries(kinds);

test("The kinds that stand in the state of stacks are still there.", () => {
  // One may be added, none may ever go.
  const released = ["privateEndpoint", "baseConnection", "sourceConnection", "targetConnection", "flow"];
  expect(exported.map(([kind]) => kind)).toEqual(expect.arrayContaining(released));
});

test.each(exported)("%s, like all that is exported, has everything the host calls.", (_kind, provider) => {
  for (const step of ["configure", "check", "diff", "create", "read", "update", "delete"]) {
    expect(provider).toHaveProperty(step, expect.any(Function));
  }
});
