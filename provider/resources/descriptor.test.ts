import { expect, test } from "vitest";
import { answer, startServer, type Treatment } from "../../test/support/localServer";
import { hookContext, sessionAt } from "../../test/support/session";
import { inputFailures } from "../lifecycle/check";
import { unknownValue } from "../values/unknown";
import { descriptor } from "./descriptor";

const sourceSchema = `https://ns.adobe.com/acme/schemas/${"ab".repeat(24)}`;
const identity = {
  type: "xdm:descriptorIdentity",
  sourceSchema,
  sourceVersion: 1,
  sourceProperty: "/_{TENANT_ID}/id",
  namespace: "Loyalty",
  property: "xdm:code",
  isPrimary: false,
};
const onService = {
  "@id": "d1",
  "@type": "xdm:descriptorIdentity",
  "xdm:sourceSchema": sourceSchema,
  "xdm:sourceVersion": 1,
  "xdm:sourceProperty": "/_acme/id",
  "xdm:namespace": "Loyalty",
  "xdm:property": "xdm:code",
};
const duplicate = answer(400, {
  title: "Descriptor validation error",
  report: { additionalDetails: [{ errorReason: "Descriptor with id <d1> already exists" }] },
});

async function apiWith(...treatments: Treatment[]) {
  const server = await startServer(...treatments);
  const reports: string[] = [];
  const context = hookContext(sessionAt(server.url));
  const call = { ...context.call, report: (message: string) => reports.push(message) };
  return { server, reports, session: context.session, api: descriptor.api({ ...context, call }) };
}

test("The tenant of a path comes from the schema, without a request.", async () => {
  const { api, server } = await apiWith(answer(201, onService));
  expect(await api.create(identity)).toEqual({ id: "d1", outputs: {} });
  expect(server.requests.map(({ method }) => method)).toEqual(["POST"]);
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
    "@type": "xdm:descriptorIdentity",
    "xdm:sourceSchema": sourceSchema,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/_acme/id",
    "xdm:namespace": "Loyalty",
    "xdm:property": "xdm:code",
    "xdm:isPrimary": false,
  });
});

test("For a standard schema, the tenant is read.", async () => {
  const { api, server } = await apiWith(answer(200, { tenantId: "acme" }), answer(201, onService));
  await api.create({ ...identity, sourceSchema: "https://ns.adobe.com/xdm/context/profile" });
  expect(JSON.parse(server.requests[1]?.body ?? "")).toMatchObject({ "xdm:sourceProperty": "/_acme/id" });
});

test("A create response without an id counts as lost.", async () => {
  const { api } = await apiWith(answer(201, {}));
  await expect(api.create(identity)).rejects.toThrow(/no usable response/);
});

test.each([
  ["a list", { results: [onService], _page: { next: null } }],
  ["lists by type", { "xdm:descriptorIdentity": [onService] }],
])("A duplicate is adopted, found in %s, and a warning names it.", async (_form, list) => {
  const { api, reports } = await apiWith(duplicate, answer(200, list));
  expect(await api.create(identity)).toEqual({ id: "d1", outputs: { adopted: true } });
  expect(reports).toEqual([
    expect.stringMatching(
      /^The descriptor xdm:descriptorIdentity "\/_\{TENANT_ID\}\/id" exists already \(d1\) and was adopted, /,
    ),
  ]);
});

test("A duplicate that cannot be found is the error of the service.", async () => {
  const { api, session } = await apiWith(duplicate, answer(200, { results: [] }));
  await expect(api.create(identity)).rejects.toThrow(/Descriptor validation error/);
  expect(session.handedOut.size).toBe(0);
});

test("An adopted descriptor is only forgotten, and a message says that it stays.", async () => {
  const { api, server, reports } = await apiWith(answer(500, {}));
  await api.delete("d1", { ...identity, sandbox: "dev", adopted: true });
  expect(server.requests).toEqual([]);
  expect(reports).toEqual([
    expect.stringMatching(/ \(d1\) is removed from the state only\. It stays in sandbox dev, because /),
  ]);
});

test("A read that returns another descriptor is an error.", async () => {
  const { api } = await apiWith(answer(200, { ...onService, "@id": "d2" }));
  await expect(api.read("d1", {})).rejects.toThrow(/returned another entity/);
});

test("A 404 of the service is a descriptor that is gone; one of the gateway is an error.", async () => {
  const gone = { type: "http://ns.adobe.com/aep/errors/XDM-1014-404", title: "Resource not found" };
  const { api } = await apiWith(answer(404, gone), answer(404, { error_code: "404003" }));
  expect(await api.read("d1", {})).toBeUndefined();
  await expect(api.read("d1", {})).rejects.toThrow(/404/);
});

test.each([
  [{ "xdm:isPrimary": "true" }, { isPrimary: "true" }],
  [{ "xdm:label": ["C2"] }, { labels: ["C2"] }],
  [{ "xdm:label": "C2" }, { labels: ["C2"] }],
  [{ "xdm:excludeMetaEnum": { a: "A" } }, { excludeMetaEnum: { a: "A" } }],
  [{ "meta:excludeMetaEnum": { a: "A" } }, { excludeMetaEnum: { a: "A" } }],
  [{ "xdm:sourceProperty": ["/_acme/id", "/b"] }, { sourceProperty: ["/_{TENANT_ID}/id", "/b"] }],
])("%j of the service is %j for a program.", (members, fields) => {
  expect(descriptor.view?.({ ...onService, ...members })).toMatchObject(fields);
});

const path = expect.stringContaining("must be the path of a field");

test.each<[object, [property: string, reason: unknown][]]>([
  [{}, []],
  [{ type: unknownValue, sourceSchema: unknownValue, sourceProperty: unknownValue }, []],
  [
    { type: "xdm:descriptorOneToMany" },
    [["type", expect.stringContaining("must be one of xdm:descriptorIdentity, ")]],
  ],
  [{ sourceProperty: "id" }, [["sourceProperty", path]]],
  [{ sourceProperty: "/id/" }, [["sourceProperty", path]]],
  [{ sourceProperty: "/properties/a/properties/b" }, [["sourceProperty", path]]],
  [{ sourceProperty: "/{TENANT_ID}/id" }, [["sourceProperty", path]]],
  [{ sourceProperty: "/_{TENANT}/id" }, [["sourceProperty", path]]],
  [{ namespace: undefined }, [["namespace", expect.stringContaining("is required")]]],
  [{ cardinality: "M:1" }, [["cardinality", "is not a known property"]]],
])("The errors of an identity with %j", (members, errors) => {
  const { sourceVersion, property, isPrimary, ...program } = identity;
  const failures = inputFailures(descriptor, { ...program, ...members });
  expect(failures.map(({ property, reason }) => [property, reason])).toEqual(errors);
});

test.each(["/_{TENANT_ID}", "/_acme"])(
  "The object of the tenant, %s, cannot have labels.",
  (sourceProperty) => {
    const inputs = { type: "xdm:descriptorLabel", sourceSchema, sourceProperty, labels: ["C2"] };
    expect(inputFailures(descriptor, inputs)).toEqual([
      { property: "sourceProperty", reason: expect.stringContaining("object of the tenant") },
    ]);
    expect(inputFailures(descriptor, { ...inputs, sourceProperty: "/_id" })).toEqual([]);
  },
);

test("A time of creation and a client are read from both documented places.", () => {
  const metadata = { "repo:createdDate": 1, "xdm:createdClientId": "c" };
  expect(descriptor.creation?.({ created: 1, createdClient: "c" })).toEqual({ at: 1, client: "c" });
  expect(descriptor.creation?.({ "meta:registryMetadata": metadata })).toEqual({ at: 1, client: "c" });
});
