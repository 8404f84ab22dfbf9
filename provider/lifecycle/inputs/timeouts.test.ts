import { describe, expect, it, test } from "vitest";
import { fakeApi, plainDefinition } from "../../../test/support/fakeApi";
import { FakeClock } from "../../../test/support/fakeClock";
import { completeConfig, scope, sessionWith } from "../../../test/support/session";
import { unlimitedCall } from "../../http/call";
import { ServiceError } from "../../http/serviceError";
import { azurePrivateEndpointApproval } from "../../resources/azurePrivateEndpointApproval";
import type { Session } from "../../session/session";
import { lifecycle } from "..";
import { inputFailures } from "../check";
import type { Definition } from "../definition";
import type { LifecycleError } from "../failure";
import type { ResourceApi } from "../resourceApi";
import { deadlineOf } from "./timeouts";

const recorded = { ...scope, name: "n", etag: '"1"' };
const inUse = new ServiceError(
  { method: "DELETE", path: "/connections/a" },
  { status: 400, body: { type: "https://ns.adobe.com/aep/errors/FLOW-1418-400" } },
);

function stepsOf(
  calls: Partial<ResourceApi>,
  special: Partial<Definition> = {},
  clock: FakeClock = new FakeClock(),
) {
  const session: Session = sessionWith(completeConfig, clock);
  const definition = plainDefinition(fakeApi(calls), special);
  return lifecycle(
    async () => definition,
    () => session,
  );
}

test.each([
  ["create", 1_000 + 90_000],
  ["update", 1_000 + 500],
  ["delete", undefined],
  ["check", undefined],
] as const)("The deadline of a %s follows from the input.", (operation, deadline) => {
  expect(deadlineOf(operation, { __timeouts: { create: 90, update: 0.5 } }, 1_000)).toBe(deadline);
  expect(deadlineOf(operation, {}, 1_000)).toBeUndefined();
});

describe("The input with custom timeouts", () => {
  it("is refused by check if a program sets it to something else", () => {
    const failures = (value: unknown) =>
      inputFailures(azurePrivateEndpointApproval as Definition, {
        privateEndpointId: "e",
        approve: false,
        __timeouts: value as never,
      });
    expect(failures({ create: 60, read: 1, update: 0.5, delete: 1 })).toEqual([]);
    expect(failures("5m")).toEqual([
      { property: "__timeouts", reason: "must be an object of seconds by operation" },
    ]);
    expect(failures({ create: "5m", update: -1, creat: 1 })).toEqual([
      { property: "__timeouts.create", reason: "must be a number of seconds above 0" },
      { property: "__timeouts.update", reason: "must be a number of seconds above 0" },
      { property: "__timeouts.creat", reason: "is not one of create, read, update, delete" },
    ]);
  });

  it("is recorded, kept by a read, and changed by an update without a request", async () => {
    const api = { create: async () => ({ id: "a", outputs: { etag: '"1"' } }), read: async () => recorded };
    const steps = stepsOf(api);
    const [five, nine] = [{ create: 5 }, { create: 9, delete: 60 }];
    const inputs = { ...scope, name: "n", __timeouts: five };
    const { outputs } = await steps.create(unlimitedCall("create"), inputs);
    expect(outputs).toMatchObject({ __timeouts: five });
    expect(await steps.read(unlimitedCall("read"), "a", outputs)).toMatchObject({
      outputs: { __timeouts: five },
      inputs: { __timeouts: five },
    });

    const diff = (news: object) => steps.diff(unlimitedCall("diff"), "a", outputs, { ...inputs, ...news });
    expect(await diff({})).toMatchObject({ changes: false });
    expect(await diff({ __timeouts: nine })).toEqual({
      changes: true,
      replaces: [],
      deleteBeforeReplace: false,
    });
    const { __timeouts, ...none } = inputs;
    expect((await steps.diff(unlimitedCall("diff"), "a", outputs, none)).changes).toBe(true);

    const update = (news: typeof none) => steps.update(unlimitedCall("update"), "a", outputs, news);
    expect(await update({ ...inputs, __timeouts: nine } as never)).toMatchObject({ __timeouts: nine });
    expect(await update(none)).not.toHaveProperty("__timeouts");
  });

  it("is recorded with an unfinished resource", async () => {
    const special = { reachEndState: () => Promise.reject(new Error("no")) };
    const steps = stepsOf({ create: async () => ({ id: "a", outputs: {} }) }, special);
    const failed = await steps
      .create(unlimitedCall("create"), { ...scope, name: "n", __timeouts: { delete: 5 } })
      .catch((error: unknown) => error);
    expect((failed as LifecycleError).failure.unfinished?.outputs).toMatchObject({
      __timeouts: { delete: 5 },
    });
  });
});

describe("The wait of a delete for the users of the entity", () => {
  const deleted = async (timeouts: object | undefined) => {
    const clock = new FakeClock();
    const begun = clock.now();
    const users = async () => [{ id: "f", label: "flow f", leaving: true }];
    const steps = stepsOf({ delete: () => Promise.reject(inUse), users }, {}, clock);
    const held = timeouts === undefined ? recorded : { ...recorded, __timeouts: timeouts as never };
    const error = await steps.delete(unlimitedCall("delete"), "a", held).catch((thrown: unknown) => thrown);
    return { waited: clock.now() - begun, message: (error as Error).message };
  };

  it("ends after five minutes without a time limit", async () => {
    const { waited, message } = await deleted(undefined);
    expect(waited).toBeGreaterThanOrEqual(300_000);
    expect(waited).toBeLessThanOrEqual(315_000);
    expect(message).not.toContain("customTimeouts");
  });

  it.each([20, 1_200])("ends with a time limit of %d seconds", async (seconds) => {
    const { waited, message } = await deleted({ delete: seconds });
    expect(waited).toBeLessThanOrEqual(seconds * 1_000);
    expect(waited).toBeGreaterThan(seconds * 1_000 - 15_001);
    expect(message).toMatch(
      /^The time limit of the delete of the entity a passed while waiting for the entity a/,
    );
    expect(message).toContain("Raise customTimeouts.delete");
  });
});
