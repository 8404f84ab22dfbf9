import type { Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { FaultInput } from "../../emulator/core/faults";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { type EngineProject, engineProject, exportedResources } from "../support/engine/engineProject";

const flowService = "/data/foundation/flowservice";
const collections = ["privateEndpoints", "connections", "sourceConnections", "targetConnections", "flows"];

let emulator: RunningEmulator;
let plain: PlainClient;
let project: EngineProject;
let stack: Stack;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
  project = await engineProject("pipeline.ts", inject("installedPackage"));
  stack = await project.stack(emulator.url);
});
afterAll(async () => {
  await project.remove();
  await emulator.close();
});

const fault = (input: FaultInput) => emulator.faults.add(input);
const failureOf = (run: Promise<unknown>) => run.then(String, (error: Error) => error.message);

/** What is on the service and not in state, or the other way round, shows as a difference of the two. */
async function expectEachOnce(): Promise<void> {
  const lists = await Promise.all(collections.map((collection) => plain.admin("GET", collection)));
  const there = lists.flatMap(({ items }) => (items as { id: string }[]).map(({ id }) => id));
  const recorded = [...(await exportedResources(stack)).values()].map(({ id }) => id);
  expect(there.toSorted()).toEqual(recorded.toSorted());
}

// One stack lives through these, in this order; host tests put every fault into every request of every kind.
it("comes up, each thing once, while answers are lost, cut off, refused for a while and tokens end", async () => {
  fault({ kind: "resetAfter", method: "POST", path: "/data/foundation/connectors/privateEndpoints", nth: 1 });
  fault({ kind: "answerLost", method: "POST", template: `${flowService}/connections` });
  fault({ kind: "truncated", method: "POST", template: `${flowService}/sourceConnections` });
  fault({ kind: "throttled", path: "/data/", retryAfter: "seconds", seconds: 1, nth: 3, times: 2 });
  // While nothing else is under way: a request whose answer is cut off shall not have been refused for its token.
  fault({ kind: "staleToken", method: "GET", template: `${flowService}/connections` });
  const refused = {
    kind: "gatewayError",
    code: "403025",
    method: "POST",
    template: `${flowService}/flows`,
  } as const;
  fault(refused);
  expect(await failureOf(stack.up())).toContain("403025");
  await expectEachOnce();

  const { summary } = await stack.up();
  expect(summary.resourceChanges).toEqual({ create: 1, same: 5 });
  await expectEachOnce();
  await stack.preview({ expectNoChanges: true });
});

it("overwrites nothing that somebody else has written in between, and says both sides", async () => {
  await stack.refresh();
  const changes = { base: { description: "Ours" } };
  await stack.setConfig("changes", { value: JSON.stringify(changes) });
  fault({
    kind: "edit",
    method: "PATCH",
    path: `${flowService}/connections`,
    patch: { description: "Theirs" },
  });
  const failure = await failureOf(stack.up());
  expect(failure).toContain('description: the program wants "Ours", the service has "Theirs"');
  await stack.refresh();
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 5, update: 1 });
  await stack.preview({ expectNoChanges: true });
});

it("is destroyed while answers are lost, and leaves nothing", async () => {
  fault({ kind: "answerLost", method: "DELETE", path: `${flowService}/flows` });
  fault({ kind: "resetBefore", method: "DELETE", path: `${flowService}/connections` });
  await stack.destroy();
  await expectEachOnce();
});
