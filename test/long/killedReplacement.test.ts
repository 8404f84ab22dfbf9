import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { KilledStack } from "../support/engine/killedStack";
import { recover } from "../support/engine/recover";
import { setChanges } from "../support/engine/sharedStack";

const flowService = "/data/foundation/flowservice";

let killed: KilledStack;
beforeAll(async () => {
  killed = await KilledStack.of("pipeline.ts", inject("installedPackage"));
  await killed.expectUp(5);
});
afterAll(() => killed.close());

const change = (changes: object) => setChanges(killed.stack, changes);
const sourceAt = (path: string) => ({ source: { params: { path, type: "folder", recursive: true } } });

// One stack lives through these, in this order.
it("a replacement is recovered that creates the new entity before it deletes the old one", async () => {
  await change(sourceAt("/returns/*.csv"));
  const making = { method: "POST", path: `${flowService}/sourceConnections` };
  expect(
    await killed.kill("up", { ...making, requests: 1, milliseconds: 100, held: true }, "everything"),
  ).toBe(true);
  const { code, output } = await recover(killed.shell);
  expect(output).toMatch(/SourceConnection::orders\n {2}will be added/);
  expect(code).toBe(0);
  await killed.expectUp(5);
});

it("a replacement is recovered that deletes the old entity first", async () => {
  await change(sourceAt("/repairs/*.csv"));
  const making = { method: "POST", path: `${flowService}/flows` };
  expect(await killed.kill("up", { ...making, requests: 1, milliseconds: 100, held: true })).toBe(true);
  const { code, output } = await recover(killed.shell);
  expect(output).toMatch(/Flow::orders\n {2}will be added/);
  expect(code).toBe(0);
  await killed.expectUp(5);
});

it("an update that was killed is completed by the next up", async () => {
  await change({ ...sourceAt("/repairs/*.csv"), flow: { name: "ACME orders renamed" } });
  const changing = { method: "PATCH", path: `${flowService}/flows` };
  expect(await killed.kill("up", { ...changing, requests: 1, milliseconds: 100, held: true })).toBe(true);
  const { code, output } = await recover(killed.shell);
  expect(output).toContain("was updating");
  expect(code).toBe(0);
  await killed.expectUp(5);
});
