import { expect, test } from "vitest";
import { answer, startServer } from "../../test/support/localServer";
import { scope, sessionAt, sessionWith } from "../../test/support/session";
import { path } from "../http/path";
import type { Session } from "../session/session";
import type { JsonObject } from "../values/json";
import { parseConnectionId } from "./approvalTargets";
import { Catalog } from "./catalog";
import { Connectors } from "./connectors";
import { DataPrep } from "./dataPrep";
import { FlowService, type ReadableCollection } from "./flowService";
import { Madconnect } from "./madconnect";
import { PrivateEndpointConnections } from "./privateEndpointConnections";
import { requireEntity } from "./requestedEntity";
import { SchemaRegistry } from "./schemaRegistry";

interface Read {
  readonly name: string;
  /** The id that is requested. */
  readonly id: string;
  /** Other spellings of the same id. */
  readonly same?: readonly string[];
  readonly get: (session: Session, id: string) => Promise<unknown>;
  /** The response of the service for an entity with this id. */
  readonly body: (id: string) => unknown;
}

const uuid = "0f6a52cb-70cc-4d29-8b1b-1f3f3b8b9a5e";
const account = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";
const schemaUri = "https://ns.adobe.com/tenant/schemas/1";

const inItems = (id: string) => ({ items: [{ id, name: "n" }] });

const ofFlowService = (
  [
    "connections",
    "sourceConnections",
    "targetConnections",
    "flows",
    "connectionSpecs",
    "flowSpecs",
    "runs",
  ] as const
).map((collection: ReadableCollection): Read => {
  return {
    name: `Flow Service, ${collection}`,
    id: uuid,
    same: [uuid.toUpperCase()],
    get: (session, id) => new FlowService(session.gateway("aep"), scope).get(collection, id),
    body: inItems,
  };
});

const reads: readonly Read[] = [
  ...ofFlowService,
  {
    name: "Connectors, private endpoints",
    id: uuid,
    get: (session, id) => new Connectors(session.gateway("aep"), scope).getPrivateEndpoint(id),
    body: inItems,
  },
  {
    name: "Schema Registry by $id",
    id: schemaUri,
    get: (session, id) => new SchemaRegistry(session.gateway("aep"), scope).get(id),
    body: (id) => ({ $id: id, "meta:altId": "_tenant.schemas.9" }),
  },
  {
    name: "Schema Registry by meta:altId",
    id: "_tenant.schemas.1",
    get: (session, id) => new SchemaRegistry(session.gateway("aep"), scope).get(id),
    body: (id) => ({ $id: schemaUri, "meta:altId": id }),
  },
  {
    name: "Catalog",
    id: "5c8c3c555033b814b69f947f",
    get: (session, id) => new Catalog(session.gateway("aep"), scope).get(id),
    body: (id) => ({ [id]: { name: "n" } }),
  },
  {
    name: "Data Prep",
    id: "a1",
    get: (session, id) => new DataPrep(session.gateway("aep"), scope).get(id),
    body: (id) => ({ id, version: 1 }),
  },
  {
    name: "Azure",
    id: `${account}/privateEndpointConnections/c`,
    same: [`${account}/privateEndpointConnections/c`.toUpperCase()],
    get: (session, id) => new PrivateEndpointConnections(session.gateway("azure")).get(connectionId(id)),
    body: (id) => ({ id, properties: {} }),
  },
  {
    name: "MadConnect, connections",
    id: "m1",
    get: (session, id) => new Madconnect(session.gateway("madconnect"), {}).get(id),
    body: (id) => ({ statusCode: 200, response: { id, name: "n" } }),
  },
  {
    name: "MadConnect, connectors",
    id: "k1",
    get: (session, id) => new Madconnect(session.gateway("madconnect"), {}).getConnector(id),
    body: (id) => ({ statusCode: 200, response: { id, name: "n" } }),
  },
];

function connectionId(id: string) {
  const parsed = parseConnectionId(id);
  if (parsed === undefined) {
    throw new Error(`${id} is not the id of a connection.`);
  }
  return parsed;
}

/** Reads the entity `id` from a service that responds with this body. */
async function readFrom({ get, id, name }: Read, body: unknown): Promise<unknown> {
  if (!name.startsWith("MadConnect")) {
    const server = await startServer(answer(200, body));
    return get(sessionAt(server.url), id);
  }
  const server = await startServer(answer(200, { accessToken: "t", expiry: 3_600 }), answer(200, body));
  return get(
    sessionWith({
      "aep:madconnectUrl": server.url,
      "aep:madconnectClientId": "c",
      "aep:madconnectClientSecret": "secret",
    }),
    id,
  );
}

test.each(reads)("$name: a response with the requested id is accepted, in any spelling.", async (read) => {
  for (const id of [read.id, ...(read.same ?? [])]) {
    expect(await readFrom(read, read.body(id))).toBeDefined();
  }
});

test.each(reads)("$name: a response with another id is an error that names both ids.", async (read) => {
  const other = `${read.id.slice(0, -1)}0`;
  const reading = readFrom(read, read.body(other));
  await expect(reading).rejects.toMatchObject({ name: "Problem", message: expect.stringContaining(other) });
  await expect(reading).rejects.toThrow(read.id.slice(-12));
});

test("An id that is an object, whatever its keys are, is another id.", () => {
  const request = { method: "GET", path: path`/entities/a` } as const;
  for (const id of [{ toString: 1, valueOf: 1 }, [{ toString: null }]]) {
    expect(() => requireEntity(request, "a", id)).toThrow(/returned another entity/);
  }
});

test("A response of Catalog with the requested dataset and another one is accepted.", async () => {
  const [catalog] = reads.filter(({ name }) => name === "Catalog");
  const body: JsonObject = { other: { name: "o" }, [String(catalog?.id)]: { name: "n" } };
  expect(catalog && (await readFrom(catalog, body))).toMatchObject({ name: "n" });
});
