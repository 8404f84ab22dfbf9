import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { blockOf } from "../support/docs/guide";
import { KilledStack } from "../support/engine/killedStack";
import { recover, recoverBy } from "../support/engine/recover";

let killed: KilledStack;
beforeAll(async () => {
  killed = await KilledStack.ofWholePipeline(inject("installedPackage"));
});
afterAll(() => killed.close());

// One stack lives through these, in this order.
it("recovers from an up whose engine was killed: the entity is adopted, and nothing is created twice", async () => {
  expect(await killed.kill("up", { requests: 3, milliseconds: 100, held: true })).toBe(true);
  const { code, output } = await recover(killed.shell);
  expect(output).toContain("will be added to the state");
  expect(code).toBe(0);
});

it("recovers from a second kill, of all processes, by the commands of docs/recover.md and the entities on the service", async () => {
  const making = { method: "POST", path: "/data/foundation/flowservice/connections" };
  expect(
    await killed.kill("up", { ...making, requests: 1, milliseconds: 100, held: true }, "everything"),
  ).toBe(true);
  const [repairing = "", next = ""] = blockOf(
    "recover.md",
    "Repair the state after a killed run: `pulumi-aep recover`",
  ).text.split("\n");
  const releasing = blockOf("recover.md", "When it removes a lock").text;
  const { code, output } = await recoverBy(killed.shell, repairing, releasing);
  expect(output).toMatch(/BaseConnection::acme\n {2}will be added to the state/);
  expect(code).toBe(0);
  await killed.expectUp(8, async () => {
    expect(await killed.shell.script(next)).toMatchObject({ code: 0 });
  });

  const again = await recover(killed.shell);
  expect(again.output).toContain("Nothing to recover");
  expect(again.code).toBe(0);
});

it("recovers from a destroy that was killed just before it replaced the state, and destroy leaves nothing", async () => {
  expect(await killed.kill("destroy", { requests: 4, milliseconds: 100, held: true })).toBe(true);
  await killed.cutAttributes();
  const { code, output } = await recover(killed.shell);
  expect(output).toContain("incomplete, because its writer was killed");
  expect(output).toContain("was deleting");
  expect(code).toBe(0);
  await killed.expectDestroyed();
});
