import { expect, test } from "vitest";
import { ServiceError } from "../http/serviceError";
import { refusalToDelete } from "./refusals";

function refusal(
  code: string | undefined,
  status = 400,
  path = "/data/foundation/flowservice/connections/a",
) {
  const body = code === undefined ? undefined : { type: `https://ns.adobe.com/aep/errors/${code}` };
  return refusalToDelete(new ServiceError({ method: "DELETE", path }, { status, body }));
}

test.each([
  ["FLOW-1418-400", /flows use/],
  ["FLOW-1447-400", /active flows/],
  ["FLOW-1416-400", /its state is changing/],
  ["FLOW-1420-400", /its state is changing/],
  ["FLOW-1421-400", /its state is changing/],
  ["FLOW-1422-400", /its state is changing/],
  ["FLOW-1457-400", /being deleted/],
  ["FLOW-1458-400", /being deleted/],
])("%s states why an entity is not deleted yet, and passes by itself.", (code, reason) => {
  expect(refusal(code)).toMatchObject({ reason: expect.stringMatching(reason), passes: true });
});

test.each([400, 409])(
  "Status %i for an endpoint may mean that it is in use, and does not pass by itself.",
  (status) => {
    expect(refusal(undefined, status, "/data/foundation/connectors/privateEndpoints/a")).toMatchObject({
      passes: false,
    });
  },
);

test.each<[string | undefined, number]>([
  ["FLOW-1403-400", 400],
  ["FLOW-1404-412", 412],
  ["FLOW-2120-403", 403],
  ["CONNECTOR-1418-400", 400],
  [undefined, 400],
  [undefined, 500],
])("An error with code %s and status %i does not mean that the entity is in use.", (code, status) => {
  expect(refusal(code, status)).toBeUndefined();
});

test("An error that is not from a service does not mean that the entity is in use.", () => {
  expect(refusalToDelete(new Error("FLOW-1418-400"))).toBeUndefined();
});
