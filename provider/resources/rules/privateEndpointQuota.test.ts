import { expect, test } from "vitest";
import { answer, startServer, type Treatment } from "../../../test/support/localServer";
import { hookContext, sessionAt } from "../../../test/support/session";
import { unknownValue } from "../../values/unknown";
import { refuseBeyondQuota } from "./privateEndpointQuota";

const types = answer(200, {
  sandboxes: [
    { name: "live", type: "production" },
    { name: "test", type: "development" },
    { name: "odd", type: "another" },
  ],
});
const endpoints = (...ids: string[]) => answer(200, { items: ids.map((id) => ({ id })) });
const many = (count: number) => Array.from({ length: count }, (_, index) => `e-${index}`);

async function move(sandbox: string, listed: Treatment, known = types, paths = ["sandbox"]) {
  const server = await startServer((response, request) => {
    (request.url.includes("sandbox-management") ? known : listed)(response, request);
  });
  const context = hookContext(sessionAt(server.url));
  const moved = refuseBeyondQuota("own", { name: "E" }, context, {
    inputs: { sandbox },
    isProbe: false,
    paths,
  });
  return { server, moved };
}

test.each([
  ["test", 1, "1 endpoint in all development sandboxes"],
  ["live", 10, "10 endpoints in all production sandboxes"],
])("An endpoint cannot move to sandbox %s, which has %i.", async (sandbox, count, text) => {
  const { moved } = await move(sandbox, endpoints(...many(count)));
  const failure = await moved.then(
    () => undefined,
    (error: Error) => error.message.split("\n"),
  );
  expect(failure).toEqual([
    `The private endpoint "E" (own) cannot be moved to sandbox "${sandbox}": an organisation can have ${text}. Nothing was deleted.`,
    `  already in this sandbox: ${many(count).join(", ")}`,
    "Delete an endpoint that is not needed, or use one that exists for several connections: azure.PrivateLinkSource takes endpoint and approval, and aep.PrivateEndpoint.get reads an endpoint of another stack.",
  ]);
});

test.each<[string, string, Treatment, Treatment?]>([
  ["there is room", "live", endpoints(...many(9))],
  ["there is room in a development sandbox", "test", endpoints()],
  ["the list is that of the organisation", "test", endpoints("own", "another")],
  ["the type is not documented", "odd", endpoints(...many(99))],
  ["the sandbox is not listed", "unlisted", endpoints(...many(99))],
  ["the credential belongs to no sandbox", "test", endpoints("another"), answer(200, { sandboxes: [] })],
  ["the list of sandboxes is refused", "test", endpoints("another"), answer(403, {})],
  ["the list of endpoints fails", "test", answer(400, {})],
])("An endpoint can move if %s.", async (_case, sandbox, listed, known = types) => {
  const { moved } = await move(sandbox, listed, known);
  await expect(moved).resolves.toBeUndefined();
});

test("Nothing is read unless the endpoint moves to a known sandbox.", async () => {
  for (const [sandbox, paths] of [
    ["test", ["name"]],
    [unknownValue, ["sandbox"]],
  ] as const) {
    const { server, moved } = await move(sandbox, endpoints(...many(99)), types, [...paths]);
    await moved;
    expect(server.requests).toEqual([]);
  }
});
