import { expect, test, vi } from "vitest";
import { fakeApi, plainDefinition } from "../../test/support/fakeApi";
import { FakeClock } from "../../test/support/fakeClock";
import { completeConfig, sessionWith } from "../../test/support/session";
import type { Call } from "../http/call";
import { ServiceError } from "../http/serviceError";
import { deleteResource } from "./delete";
import type { ResourceApi } from "./resourceApi";

const said = vi.fn<Call["report"]>();

function refusal(code: string, path = "/connections/a"): ServiceError {
  const body = { type: `https://ns.adobe.com/aep/errors/${code}` };
  return new ServiceError({ method: "DELETE", path }, { status: 400, body });
}

function setUp(calls: Partial<ResourceApi>) {
  said.mockClear();
  const clock = new FakeClock();
  const api = fakeApi(calls);
  const context = {
    definition: plainDefinition(api),
    session: sessionWith(completeConfig, clock),
    call: { operation: "delete", report: said } as const,
  };
  return { clock, api, run: () => deleteResource(context, "a", { orgId: "o", sandbox: "s" }) };
}

const flow = (state: "leaving" | "staying") => ({
  id: "f",
  label: `flow "f" (${state})`,
  leaving: state === "leaving",
});

test("An unused entity is deleted with one request.", async () => {
  const { api, run } = setUp({ delete: async () => {} });
  await run();
  expect(api.delete.mock.calls).toEqual([["a", { orgId: "o", sandbox: "s" }]]);
  expect(said).not.toHaveBeenCalled();
});

test("An error that is not about users is final.", async () => {
  const error = refusal("FLOW-2120-403");
  const { api, run } = setUp({ delete: () => Promise.reject(error) });
  await expect(run()).rejects.toBe(error);
  expect(api.users).not.toHaveBeenCalled();
});

test("An entity with users that are not being deleted is an immediate error that names them.", async () => {
  const { clock, run } = setUp({
    delete: () => Promise.reject(refusal("FLOW-1418-400")),
    users: async () => [flow("leaving"), flow("staying")],
  });
  await expect(run()).rejects.toThrow(/in use and cannot be deleted\.\n {2}used by flow "f" \(staying\)\n/);
  expect(clock.sleeps).toEqual([]);
});

test("While the users are being deleted, the deletion is repeated, and the wait is reported.", async () => {
  const { api, clock, run } = setUp({ delete: async () => {}, users: async () => [flow("leaving")] });
  const inUse = refusal("FLOW-1418-400");
  api.delete.mockRejectedValueOnce(inUse).mockRejectedValueOnce(inUse).mockRejectedValueOnce(inUse);
  await run();
  expect(clock.sleeps).toEqual([1_000, 2_000, 4_000]);
  expect(said).toHaveBeenCalledTimes(1);
  expect(said).toHaveBeenLastCalledWith(expect.stringContaining('flow "f" (leaving)'));
});

test("A temporary refusal is repeated although no user is listed.", async () => {
  const { api, run } = setUp({ delete: async () => {}, users: async () => [] });
  api.delete.mockRejectedValueOnce(refusal("FLOW-1458-400"));
  await run();
  expect(said).toHaveBeenLastCalledWith(expect.stringContaining("it is being deleted"));
});

test("A refusal that may have another reason is final when no user is listed.", async () => {
  const error = refusal("CONNECTOR-1000-400", "/data/foundation/connectors/privateEndpoints/a");
  const { clock, run } = setUp({ delete: () => Promise.reject(error), users: async () => [] });
  await expect(run()).rejects.toBe(error);
  expect(clock.sleeps).toEqual([]);
});

test("Entities that only name one prevent nothing: the service's own refusal names them too, and other users come first.", async () => {
  const path = "/data/foundation/schemaregistry/tenant/classes/a";
  const naming = { id: "g", label: 'field group "g"', leaving: false, namesOnly: true } as const;
  const { run } = setUp({
    delete: () => Promise.reject(refusal("XDM-1536-400", path)),
    users: async () => [naming],
  });
  await expect(run()).rejects.toThrow(
    /^DELETE .*\n.*XDM-1536-400\)\n {2}named by field group "g"\n.*name it/,
  );
  const used = setUp({
    delete: () => Promise.reject(refusal("XDM-1536-400", path)),
    users: async () => [naming, flow("staying")],
  });
  await expect(used.run()).rejects.toThrow(/deleted\.\n {2}used by flow "f" \(staying\)\nDelete/);
  const passing = setUp({ delete: async () => {}, users: async () => [naming] });
  passing.api.delete.mockRejectedValueOnce(refusal("FLOW-1458-400"));
  await passing.run();
  expect(said).toHaveBeenLastCalledWith(expect.stringContaining("it is being deleted"));
});

test("The wait ends after five minutes with the service's own refusal.", async () => {
  const error = refusal("FLOW-1418-400");
  const { clock, run } = setUp({ delete: () => Promise.reject(error), users: async () => [flow("leaving")] });
  const begin = clock.now();
  await expect(run()).rejects.toBe(error);
  expect(clock.now() - begin).toBeGreaterThanOrEqual(300_000);
  expect(clock.now() - begin).toBeLessThan(320_000);
});
