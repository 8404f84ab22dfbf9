import { expect, test } from "vitest";
import { answer, startServer, type Treatment } from "../../test/support/localServer";
import { hookContext, sessionAt } from "../../test/support/session";
import type { JsonObject } from "../values/json";
import { flow } from "./flow";

const refused = answer(400, { type: "https://ns.adobe.com/aep/errors/FLOW-1422-400", errorMessage: "no" });
const found = (state: string) => answer(200, { items: [{ id: "a", state, etag: '"e"' }] });

async function reach(wanted: JsonObject, outputs: JsonObject, ...treatments: Treatment[]) {
  const server = await startServer(...treatments);
  const reached = flow.reachEndState?.("a", wanted, outputs, hookContext(sessionAt(server.url)));
  return { server, reached };
}

test.each([
  ["enabled-finalizing", "enabled"],
  ["enabling", "enabled"],
  ["disabling", "disabled"],
  ["enabled", "enabled"],
  ["draft", "draft"],
])("A flow that is %s is shown as %s.", (state, shown) => {
  expect(flow.view?.({ state })).toEqual({ state: shown });
});

test("A flow in the wanted state is left unchanged.", async () => {
  const { server, reached } = await reach({ state: "enabled" }, { state: "enabled" }, refused);
  expect(await reached).toEqual({});
  expect(server.requests).toEqual([]);
});

test.each([
  ["enabled", "enable"],
  ["disabled", "disable"],
])("A flow that is to be %s gets one action request.", async (state, op) => {
  const { server, reached } = await reach(
    { state },
    { state: "other" },
    answer(200, { id: "a", etag: '"e"' }),
  );
  // The etag of the response covers changes by others, so it is not recorded.
  const since = state === "enabled" ? { enabledAt: expect.stringMatching(/^\d{4}-.*Z$/) } : {};
  expect(await reached).toEqual({ state, ...since });
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `POST /data/foundation/flowservice/flows/a/action?op=${op}`,
  ]);
});

test("A flow that already has the wanted state is accepted.", async () => {
  const { reached } = await reach({ state: "disabled" }, { state: "enabled" }, refused, found("disabling"));
  expect(await reached).toEqual({ state: "disabled" });
});

test("A flow that cannot reach the wanted state causes an error with both states.", async () => {
  const { reached } = await reach(
    { state: "disabled" },
    { state: "enabled" },
    refused,
    found("initializing"),
  );
  await expect(reached).rejects.toThrow(/cannot become disabled: it is initializing/);
});

test("A flow of webhooks whose inlet cannot be read is recorded in the state that it has reached.", async () => {
  const flowSpec = { id: "e77fde5a-22a8-11ed-861d-0242ac120002", version: "1.0" };
  const { reached } = await reach(
    { state: "disabled" },
    { state: "enabled", flowSpec },
    answer(200, { id: "a", etag: '"e"' }),
    answer(403, { error_code: "403003", message: "Api Key is invalid" }),
  );
  await expect(reached).rejects.toMatchObject({ id: "a", outputs: { state: "disabled", flowSpec } });
});

test("A flow that is being deleted counts as gone.", async () => {
  const server = await startServer(found("delete-finalizing"), found("enabled"));
  const api = flow.api(hookContext(sessionAt(server.url)));
  expect(await api.read("a", {})).toBeUndefined();
  expect(await api.read("a", {})).toMatchObject({ id: "a" });
});

test("A new flow counts as enabled, because the service enables it.", async () => {
  const server = await startServer(answer(201, { id: "a", etag: '"e"' }));
  expect(await flow.api(hookContext(sessionAt(server.url))).create({ name: "n" })).toEqual({
    id: "a",
    outputs: { state: "enabled", etag: '"e"' },
  });
});
