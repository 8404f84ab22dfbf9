import { expect, test } from "vitest";
import { Code } from "./expression";
import { placesAt, withPlaces } from "./places";

const flow = {
  sourceConnectionIds: ["a", "b"],
  transformations: [{ name: "Copy" }, { name: "Mapping", params: { mappingId: "m", mappingVersion: 1 } }],
};

test("a pattern finds every matching value", () => {
  expect(placesAt(flow, "sourceConnectionIds.*")).toEqual([
    { path: ["sourceConnectionIds", "0"], value: "a" },
    { path: ["sourceConnectionIds", "1"], value: "b" },
  ]);
  expect(placesAt(flow, "transformations.*.params.mappingId")).toEqual([
    { path: ["transformations", "1", "params", "mappingId"], value: "m" },
  ]);
  expect(placesAt(flow, "labels.*")).toEqual([]);
  expect(placesAt(flow, "constructor.name")).toEqual([]);
});

test("a pattern finds values at any depth, and the member of a list at one position", () => {
  const fields = {
    $ref: "a",
    list: { items: { properties: { $ref: { $ref: "b" } } } },
    both: [{ $ref: "c" }],
  };
  expect(placesAt({ fields }, "fields.**.$ref")).toEqual([
    { path: ["fields", "$ref"], value: "a" },
    { path: ["fields", "list", "items", "properties", "$ref"], value: { $ref: "b" } },
    { path: ["fields", "list", "items", "properties", "$ref", "$ref"], value: "b" },
    { path: ["fields", "both", "0", "$ref"], value: "c" },
  ]);
  expect(placesAt({ fields: new Code("fields") }, "fields.**.text")).toEqual([]);
  expect(placesAt(flow, "sourceConnectionIds.1")).toEqual([
    { path: ["sourceConnectionIds", "1"], value: "b" },
  ]);
});

test("values at paths are replaced, and the rest is unchanged", () => {
  const code = new Code("orders.id");
  const copy = withPlaces(flow, [
    { path: ["sourceConnectionIds", "1"], value: code },
    { path: ["transformations", "1", "params", "mappingVersion"], value: 2 },
  ]);
  expect(copy).toEqual({
    sourceConnectionIds: ["a", code],
    transformations: [{ name: "Copy" }, { name: "Mapping", params: { mappingId: "m", mappingVersion: 2 } }],
  });
  expect(flow.sourceConnectionIds).toEqual(["a", "b"]);
});

test("missing objects on a path are created", () => {
  expect(withPlaces({ auth: { specName: "x" } }, [{ path: ["auth", "params", "a.b"], value: 1 }])).toEqual({
    auth: { specName: "x", params: { "a.b": 1 } },
  });
});
