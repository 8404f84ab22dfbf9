import { expect, test } from "vitest";
import type { StackExport, StateResource } from "../pulumi/stack";
import { dependenciesOf, repaired } from "./repairedState";

const now = "2026-11-24T12:00:00Z";

const resource = (urn: string, more: Partial<StateResource> = {}): StateResource => ({
  urn,
  type: "t",
  ...more,
});

function stateOf(resources: StateResource[], pending: StateResource[] = []): StackExport {
  return {
    version: 3,
    deployment: {
      manifest: { time: now },
      resources,
      pending_operations: pending.map((entry) => ({ resource: entry, type: "creating" })),
    },
  };
}

const urnsOf = ({ deployment }: StackExport) => (deployment.resources ?? []).map(({ urn }) => urn);

test("A recovered resource comes right after its dependencies, with its id, and no operation is pending.", () => {
  const flow = resource("flow", { dependencies: ["source"], inputs: { name: "f" } });
  const state = repaired(
    stateOf([resource("stack"), resource("source"), resource("other")], [flow]),
    [{ resource: flow, id: "1", outputs: { etag: "e" } }],
    now,
  );
  expect(urnsOf(state)).toEqual(["stack", "source", "flow", "other"]);
  expect(state.deployment.resources?.[2]).toEqual({
    ...flow,
    id: "1",
    outputs: { etag: "e" },
    created: now,
    modified: now,
  });
  expect(state.deployment).not.toHaveProperty("pending_operations");
});

test("A recovered resource comes after the recovered resource that it depends on.", () => {
  const [base, source] = [resource("base"), resource("source", { dependencies: ["base"] })];
  const recovered = [base, source].map((entry) => ({ resource: entry, id: entry.urn, outputs: {} }));
  expect(urnsOf(repaired(stateOf([]), recovered, now))).toEqual(["base", "source"]);
});

test("A predecessor is marked for deletion; one that was already deleted is removed.", () => {
  const flow = resource("flow", { id: "old" });
  const recovered = [{ resource: resource("flow"), id: "new", outputs: {} }];
  expect(repaired(stateOf([flow]), recovered, now).deployment.resources).toMatchObject([
    { id: "new" },
    { id: "old", delete: true },
  ]);
  const deleted = { ...flow, pendingReplacement: true };
  expect(repaired(stateOf([deleted]), recovered, now).deployment.resources).toMatchObject([{ id: "new" }]);
});

test("Dependencies are read from every property of the state that names them.", () => {
  const dependent = resource("flow", {
    parent: "parent",
    provider: "urn:pulumi:s::p::pulumi:providers:x::default::an-id",
    dependencies: ["a"],
    propertyDependencies: { one: ["b"], two: null },
    deletedWith: "c",
  });
  expect([...dependenciesOf(dependent)].toSorted()).toEqual(
    ["a", "b", "c", "parent", "urn:pulumi:s::p::pulumi:providers:x::default"].toSorted(),
  );
});
