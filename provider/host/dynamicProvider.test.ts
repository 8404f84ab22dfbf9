import { expect, test } from "vitest";
import { z } from "zod";
import { fakeApi, plainDefinition } from "../../test/support/fakeApi";
import { completeConfig, sessionWith } from "../../test/support/session";
import type { Definition } from "../lifecycle/definition";
import type { ResourceApi } from "../lifecycle/resourceApi";
import { dynamicProvider } from "./dynamicProvider";

const inputs = { name: "n", auth: { params: { password: "hunter22" } }, __provider: "reference" };

function providerOf(
  calls: Partial<ResourceApi>,
  special: Partial<Definition> = {},
  config: Readonly<Record<string, string>> = completeConfig,
) {
  const definition = plainDefinition(fakeApi(calls), {
    writeOnly: { "auth.params": () => false },
    ...special,
  });
  const session = sessionWith(config);
  return dynamicProvider(
    async () => definition,
    () => session,
  );
}

const failure = () => Promise.reject(new Error("hunter22 and given-token do not work"));

test("No step shows a secret of inputs or configuration when it fails.", async () => {
  const steps = providerOf({ create: failure, read: failure, update: failure, delete: failure });
  const recorded = { ...inputs, orgId: "o", sandbox: "s", etag: '"e"' };
  const changed = { ...recorded, name: "m" };
  for (const run of [
    () => steps.create(inputs),
    () => steps.read("a", recorded),
    () => steps.update("a", recorded, changed),
    () => steps.delete("a", recorded),
  ]) {
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: "[secret] and [secret] do not work" });
    expect((error as Error).stack).not.toMatch(/hunter22|given-token/);
  }
});

test("An unfinished resource keeps the reference to its provider.", async () => {
  const steps = providerOf({ create: async () => ({ id: "a", outputs: {} }) }, { reachEndState: failure });
  await expect(steps.create(inputs)).rejects.toMatchObject({
    id: "a",
    properties: { name: "n", __provider: "reference" },
  });
});

test("Checked inputs contain neither the reference to the provider nor undefined.", async () => {
  const { inputs: checked, failures } = await providerOf({}).check({}, { ...inputs, data: undefined });
  expect(failures).toEqual([]);
  expect(checked).toStrictEqual({ name: "n", auth: inputs.auth, sandbox: "dev", orgId: "ORG@AdobeOrg" });
});

test("Values for the engine never contain undefined.", async () => {
  const steps = providerOf({
    create: async () => ({ id: "a", outputs: { etag: undefined } }),
    read: async () => ({ id: "a" }),
  });
  const { outs } = await steps.create(inputs);
  expect(Object.values(outs ?? {})).not.toContain(undefined);
  const { id, props } = await steps.read("a", { name: "n", orgId: "o", sandbox: "s" });
  expect({ id, props }).toStrictEqual({ id: "a", props: { orgId: "o", sandbox: "s" } });
});

test("The read of an entity that is gone returns an empty result.", async () => {
  const steps = providerOf({ read: async () => undefined });
  expect(await steps.read("a", { orgId: "o", sandbox: "s" })).toStrictEqual({});
});

test("A failure of the check has its property in its reason, so that the engine shows no value of an input.", async () => {
  const steps = providerOf(
    {},
    { inputs: z.looseObject({ name: z.string(), data: z.looseObject({ interval: z.number() }) }) },
  );
  const { failures } = await steps.check({}, { data: { interval: "hunter22" } });
  expect(failures).toEqual([
    { property: "", reason: "name: is required (expected string)" },
    { property: "", reason: expect.stringMatching(/^data\.interval: .*expected number/) },
  ]);
  const unset = providerOf({}, {}, {});
  expect((await unset.check({}, inputs)).failures).toEqual([
    { property: "", reason: expect.stringMatching(/^Configuration is missing/) },
  ]);
});
