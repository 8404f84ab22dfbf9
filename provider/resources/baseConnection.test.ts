import { expect, test } from "vitest";
import { answer, startServer } from "../../test/support/localServer";
import { hookContext, sessionAt } from "../../test/support/session";
import { baseConnection } from "./baseConnection";

const through = (privateEndpointId?: string) => ({ id: "a", auth: { params: { privateEndpointId } } });

test("The endpoint that the service selected is shown as privateEndpointId.", () => {
  expect(baseConnection.view?.(through("e"))).toMatchObject({ privateEndpointId: "e" });
  expect(baseConnection.view?.({ id: "a" })).toMatchObject({ id: "a", privateEndpointId: undefined });
});

test.each([
  ["the same endpoint", "e", "e"],
  ["an endpoint that the service does not show", "e", undefined],
  ["an endpoint that the program does not give", undefined, "e"],
])("A connection with %s is accepted.", (_name, given, used) => {
  expect(() =>
    baseConnection.verify?.({ privateEndpointId: given }, { privateEndpointId: used }),
  ).not.toThrow();
});

test("A connection over another endpoint than the given one causes an error that names both.", () => {
  expect(() =>
    baseConnection.verify?.({ privateEndpointId: "e" }, { id: "a", privateEndpointId: "f" }),
  ).toThrow(/connection a uses[\s\S]*recorded: e\n {2}in use: f/);
});

test("The users of a connection are the flows that read from it.", async () => {
  const of = (id: string) => ({ sourceConnections: [{ id: "s", baseConnection: { id } }] });
  const flows = [
    { id: "1", name: "f", state: "enabled", inheritedAttributes: of("base-1") },
    { id: "2", name: "g", state: "delete-finalizing", inheritedAttributes: of("base-1") },
    // A service that ignores the filter returns this flow too.
    { id: "3", name: "h", state: "enabled", inheritedAttributes: of("base-2") },
  ];
  const server = await startServer(answer(200, { items: flows }));
  expect(await baseConnection.api(hookContext(sessionAt(server.url))).users("base-1", {})).toEqual([
    { id: "1", label: 'flow "f" (1, enabled)', leaving: false },
    { id: "2", label: 'flow "g" (2, delete-finalizing)', leaving: true },
  ]);
  const { searchParams, pathname } = new URL(server.requests[0]?.url ?? "", server.url);
  expect(pathname).toBe("/data/foundation/flowservice/flows");
  expect(searchParams.getAll("property")).toEqual([
    "inheritedAttributes.sourceConnections[].baseConnection.id==base-1",
  ]);
});
