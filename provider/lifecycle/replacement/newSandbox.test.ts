import { expect, test } from "vitest";
import { FakeClock } from "../../../test/support/fakeClock";
import { answer, deadOrigin, startServer, type Treatment } from "../../../test/support/localServer";
import { providerProcess, recordedEndpoint, recordedFlow } from "../../../test/support/providerProcess";
import { sessionAt } from "../../../test/support/session";
import { flow } from "../../resources/flow";
import { privateEndpoint } from "../../resources/privateEndpoint";
import { unknownValue } from "../../values/unknown";

const moved = { sandbox: "typo" };

/** One process of the provider that calls the services at this origin, and its clock. */
function run(url: string) {
  const clock = new FakeClock();
  return { clock, ...providerProcess(sessionAt(url, clock)) };
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
    [privateEndpoint, recordedEndpoint],
    [flow, recordedFlow],
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
    diff(flow, "f", recordedFlow, moved),
    diff(flow, "f2", recordedFlow, moved),
  ]);
  expect([first, second]).toMatchObject([{ replaces: ["sandbox"] }, { replaces: ["sandbox"] }]);
  expect(reads()).toHaveLength(1);
  expect(reports).toEqual([]);
});

test("Nothing is read for another replacement, an unknown sandbox, or a change in place.", async () => {
  const { diff, reads } = await serving(answer(200, { items: [] }));
  await diff(privateEndpoint, "e", recordedEndpoint, { name: "E2" });
  await diff(privateEndpoint, "e", recordedEndpoint, { sandbox: unknownValue });
  await diff(flow, "f", recordedFlow, { name: "F2" });
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
  expect(await own.diff(privateEndpoint, "e", recordedEndpoint, moved)).toMatchObject({
    deleteBeforeReplace: true,
  });
  expect(own.clock.now() - begun).toBeLessThanOrEqual(5_000);
  // A dependent that is deleted with it: the engine passes its old inputs and an unknown value.
  await own.diff(flow, "f", recordedFlow, { sourceConnectionIds: [unknownValue] });
  expect(own.reports).toHaveLength(1);
  expect(own.reports[0]).toMatch(
    /^Before the private endpoint "E" \(e\) is replaced, sandbox "typo" could not be checked: .*\n.*deletes nothing/,
  );
  for (const [definition, id, recorded] of [
    [privateEndpoint, "e", recordedEndpoint],
    [flow, "f", recordedFlow],
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
  await diff(privateEndpoint, "e", recordedEndpoint, moved);
  await remove(privateEndpoint, "removed", recordedEndpoint);
  expect(server.requests.at(-1)).toMatchObject({ method: "DELETE", url: expect.stringContaining("removed") });
});
