import { expect, test } from "vitest";
import { FakeClock } from "../../../test/support/fakeClock";
import { answer, deadOrigin, startServer, type Treatment } from "../../../test/support/localServer";
import { sessionAt } from "../../../test/support/session";
import type { Call } from "../../http/call";
import { flow } from "../../resources/flow";
import { privateEndpoint } from "../../resources/privateEndpoint";
import type { Session } from "../../session/session";
import type { JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import type { Definition } from "../definition";
import { deleteResource } from "../delete";
import { diff } from "../diff";

const place = { sandbox: "dev", orgId: "ORG@AdobeOrg" };
const moved = { sandbox: "typo" };
const endpoint: JsonObject = {
  ...place,
  name: "E",
  subscriptionId: "s",
  resourceGroupName: "g",
  resourceName: "r",
  fqdns: [],
  connectionSpec: { id: "c", version: "1.0" },
  state: "Approved",
};
const pipeline: JsonObject = {
  ...place,
  name: "F",
  flowSpec: { id: "f", version: "1.0" },
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
  state: "enabled",
};

/** One process of the provider: its reports, and the steps that the engine requests. */
function run(url: string) {
  const clock = new FakeClock();
  const session: Session = sessionAt(url, clock);
  const reports: string[] = [];
  const call = (operation: Call["operation"]): Call => ({
    operation,
    report: (message) => reports.push(message),
  });
  return {
    clock,
    reports,
    diff: (definition: Definition, id: string, recorded: JsonObject, inputs: JsonObject) =>
      diff({ definition, session, call: call("diff") }, id, recorded, { ...recorded, ...inputs }),
    delete: (definition: Definition, id: string, recorded: JsonObject) =>
      deleteResource({ definition, session, call: call("delete") }, id, recorded),
  };
}

const serving = async (...treatments: Treatment[]) => {
  const server = await startServer(...treatments);
  const reads = () => server.requests.filter(({ method }) => method === "GET");
  return { ...run(server.url), server, reads };
};
const refusal = (code: string, status = 404) =>
  answer(status, {
    type: `https://ns.adobe.com/aep/errors/${code}`,
    errorMessage: "Sandbox not found: typo",
  });

test.each([
  ["FLOW-2100-404", 404],
  ["FLOW-2106-400", 400],
  ["FLOW-2111-403", 403],
])("A replacement in a sandbox that the service refuses with %s fails in diff.", async (code, status) => {
  const { diff, server } = await serving(refusal(code, status));
  for (const [definition, recorded] of [
    [privateEndpoint, endpoint],
    [flow, pipeline],
  ] as const) {
    await expect(diff(definition, "id-1", recorded, moved)).rejects.toThrow(
      new RegExp(
        `^The ${definition.noun} "[EF]" \\(id-1\\) cannot be replaced, because sandbox "typo" cannot be used\\. Nothing was deleted\\.\\n` +
          'GET .* was refused .*: "Sandbox not found: typo"\\n.*\\n.*aep:sandbox',
      ),
    );
  }
  // Both resources need the same fact, so it is read once, in the new sandbox.
  expect(server.requests.map(({ headers }) => headers["x-sandbox-name"])).toEqual(["typo"]);
});

test("A sandbox that can be used is read once, and the replacement continues.", async () => {
  const { diff, reads, reports } = await serving(answer(200, { items: [] }));
  const [first, second] = await Promise.all([
    diff(flow, "f", pipeline, moved),
    diff(flow, "f2", pipeline, moved),
  ]);
  expect([first, second]).toMatchObject([{ replaces: ["sandbox"] }, { replaces: ["sandbox"] }]);
  expect(reads()).toHaveLength(1);
  expect(reports).toEqual([]);
});

test("Nothing is read for another replacement, an unknown sandbox, or a change in place.", async () => {
  const { diff, reads } = await serving(answer(200, { items: [] }));
  await diff(privateEndpoint, "e", endpoint, { name: "E2" });
  await diff(privateEndpoint, "e", endpoint, { sandbox: unknownValue });
  await diff(flow, "f", pipeline, { name: "F2" });
  expect(reads()).toEqual([]);
});

const failures: readonly [string, Treatment | undefined][] = [
  ["the network fails", undefined],
  ["the service fails", answer(503, {})],
  ["the response is unexpected", answer(200, "surprise")],
  ["the credential is refused", answer(401, { error_code: "401013", message: "Oauth token is not valid" })],
];

test.each(failures)("If %s, diff warns once and the deletion is refused.", async (_case, treatment) => {
  const own = run(treatment === undefined ? await deadOrigin() : (await startServer(treatment)).url);
  const begun = own.clock.now();
  expect(await own.diff(privateEndpoint, "e", endpoint, moved)).toMatchObject({ deleteBeforeReplace: true });
  expect(own.clock.now() - begun).toBeLessThanOrEqual(5_000);
  // A dependent that is deleted with it: the engine passes its old inputs and an unknown value.
  await own.diff(flow, "f", pipeline, { sourceConnectionIds: [unknownValue] });
  expect(own.reports).toHaveLength(1);
  expect(own.reports[0]).toMatch(
    /^Before the private endpoint "E" \(e\) is replaced, sandbox "typo" could not be checked: .*\n.*deletes nothing/,
  );
  for (const [definition, id, recorded] of [
    [privateEndpoint, "e", endpoint],
    [flow, "f", pipeline],
  ] as const) {
    await expect(own.delete(definition, id, recorded)).rejects.toThrow(
      /^Nothing is deleted, because it is unknown whether sandbox "typo" can be used/,
    );
  }
});

test("Other resources are deleted although a replacement could not be checked.", async () => {
  const {
    diff,
    delete: remove,
    server,
  } = await serving((response, request) => {
    (request.method === "DELETE" ? answer(200, {}) : answer(503, {}))(response, request);
  });
  await diff(privateEndpoint, "e", endpoint, moved);
  await remove(privateEndpoint, "removed", endpoint);
  expect(server.requests.at(-1)).toMatchObject({ method: "DELETE", url: expect.stringContaining("removed") });
});
