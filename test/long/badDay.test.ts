import { expect, it } from "vitest";
import type { FaultInput } from "../../emulator/index";
import { exportedResources } from "../support/engine/engineProject";
import { failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";

const flowService = "/data/foundation/flowservice";
const collections = ["privateEndpoints", "connections", "sourceConnections", "targetConnections", "flows"];

const bed = sharedStack("pipeline.ts");
const fault = (input: FaultInput) => bed.emulator.faults.add(input);

/** Compares the ids on the service with those in the state. */
async function expectEachOnce(): Promise<void> {
  const lists = await Promise.all(collections.map((collection) => bed.plain.admin("GET", collection)));
  const there = lists.flatMap(({ items }) => (items as { id: string }[]).map(({ id }) => id));
  const recorded = [...(await exportedResources(bed.stack)).values()].map(({ id }) => id);
  expect(there.toSorted()).toEqual(recorded.toSorted());
}

// One stack lives through these, in this order; host tests put every fault into every request of every kind.
it("comes up with each entity once while responses are lost, cut off and throttled and tokens expire", async () => {
  fault({ kind: "resetAfter", method: "POST", path: "/data/foundation/connectors/privateEndpoints", nth: 1 });
  fault({ kind: "answerLost", method: "POST", template: `${flowService}/connections` });
  fault({ kind: "truncated", method: "POST", template: `${flowService}/sourceConnections` });
  fault({ kind: "throttled", path: "/data/", retryAfter: "seconds", seconds: 1, nth: 3, times: 2 });
  // No other request is running here, so the expired token affects no request with another fault.
  fault({ kind: "staleToken", method: "GET", template: `${flowService}/connections` });
  const refused = {
    kind: "gatewayError",
    code: "403025",
    method: "POST",
    template: `${flowService}/flows`,
  } as const;
  fault(refused);
  expect(await failureOf(bed.stack.up())).toContain("403025");
  await expectEachOnce();

  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toEqual({ create: 1, same: 5 });
  await expectEachOnce();
  await bed.stack.preview({ expectNoChanges: true });
});

it("does not overwrite someone else's change, and reports the field", async () => {
  await bed.stack.refresh();
  await setChanges(bed.stack, { base: { description: "Ours" } });
  fault({
    kind: "edit",
    method: "PATCH",
    path: `${flowService}/connections`,
    patch: { description: "Theirs" },
  });
  const failure = await failureOf(bed.stack.up());
  expect(failure).toMatch(/^\s*description: the program has "Ours", the service "Theirs", the state /m);
  await bed.stack.refresh();
  expect((await bed.stack.up()).summary.resourceChanges).toEqual({ same: 5, update: 1 });
  await bed.stack.preview({ expectNoChanges: true });
});

it("is destroyed while responses are lost, and leaves nothing", async () => {
  fault({ kind: "answerLost", method: "DELETE", path: `${flowService}/flows` });
  fault({ kind: "resetBefore", method: "DELETE", path: `${flowService}/connections` });
  await bed.stack.destroy();
  await expectEachOnce();
});
