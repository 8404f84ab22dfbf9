import { expect, test } from "vitest";
import { answer, startServer, type Treatment, text } from "../../test/support/localServer";
import { scope, sessionAt } from "../../test/support/session";
import { Connectors } from "./connectors";

const base = "/data/foundation/connectors/privateEndpoints";

async function connectorsBehind(...treatments: Treatment[]) {
  const server = await startServer(...treatments);
  return { server, connectors: new Connectors(sessionAt(server.url).gateway("aep"), scope) };
}

test.each([200, 201, 202])("A response with status %i creates an endpoint.", async (status) => {
  const { server, connectors } = await connectorsBehind(answer(status, { id: "a", state: "Pending" }));
  expect(await connectors.createPrivateEndpoint({ name: "n" })).toEqual({
    id: "a",
    endpoint: { id: "a", state: "Pending" },
  });
  expect(server.requests[0]).toMatchObject({ method: "POST", url: base, body: '{"name":"n"}' });
});

test("All endpoints are listed, or those of a connection spec.", async () => {
  const { server, connectors } = await connectorsBehind(answer(200, { items: [{ id: "a" }] }));
  expect(await connectors.listPrivateEndpoints()).toEqual([{ id: "a" }]);
  await connectors.listPrivateEndpoints("spec");
  expect(server.requests.map(({ url }) => url)).toEqual([
    base,
    `${base}?property=connectionSpec.id%3D%3Dspec`,
  ]);
});

test("An endpoint is read and deleted by its id.", async () => {
  const { server, connectors } = await connectorsBehind(answer(200, { items: [{ id: "a" }] }), text(200, ""));
  expect(await connectors.getPrivateEndpoint("a")).toEqual({ id: "a" });
  await connectors.deletePrivateEndpoint("a");
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${base}/a`,
    `DELETE ${base}/a`,
  ]);
});
