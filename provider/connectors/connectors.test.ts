import { expect, test } from "vitest";
import { connectionSpecs, flowSpecs } from "../../sdk/catalogue";
import { harmlessElsewhere } from "../auth/harmless";
import { connectors } from ".";
import { flowSpecTable } from "./flowSpecs";
import { deprecationOf, paramLists } from "./lookup";
import { pages } from "./pages";
import type { Connector, Param } from "./row";

const rows: [string, Connector][] = Object.entries(connectors);
const params: [string, string, string, Param][] = rows.flatMap(([row, { auth }]) =>
  Object.entries(auth).flatMap(([specName, { params: lists }]) =>
    lists.flatMap((list) =>
      Object.entries(list).map(
        ([name, param]) => [row, specName, name, param] satisfies [string, string, string, Param],
      ),
    ),
  ),
);

test("Every page of the documentation has a row, and every row has its pages.", () => {
  const covered = rows.flatMap(([, row]) => row.pages);
  expect(covered.toSorted()).toEqual(pages.toSorted());
  expect(rows.filter(([, row]) => row.pages.length === 0)).toEqual([]);
});

test("At most ten rows have a gap, and each one without an id or a flow spec names it.", () => {
  const incomplete = rows.filter(([, { notDocumented }]) => notDocumented !== undefined);
  expect(incomplete.length).toBeLessThanOrEqual(10);
  expect(incomplete.filter(([, { notDocumented = [] }]) => notDocumented.length === 0)).toEqual([]);
  const silent = rows.filter(
    ([, { id, flow, notDocumented }]) =>
      (id === undefined || flow === undefined) && notDocumented === undefined,
  );
  expect(silent).toEqual([]);
});

test("The catalogue of connection specs and flow specs has the ids of the table.", () => {
  const { dataLake, ...sources } = connectionSpecs;
  const documented = rows.flatMap(([name, { id, version }]) =>
    id === undefined ? [] : [[name, { id, version }] as const],
  );
  expect(sources).toEqual(Object.fromEntries(documented));
  expect(dataLake.version).toBe("1.0");
  expect(flowSpecs).toEqual(
    Object.fromEntries(
      Object.entries(flowSpecTable).map(([name, { id, version }]) => [name, { id, version }]),
    ),
  );
});

test("All ids are UUIDs.", () => {
  const ids = [...rows.flatMap(([, { id }]) => id ?? []), ...Object.values(flowSpecs).map(({ id }) => id)];
  expect(ids.filter((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
});

test("No parameter is in clear whose name is that of a credential, and all of these are secrets.", () => {
  const credential =
    /secret|password|token(?!Endpoint|Url)|passphrase|privateKey|connectionString|sasUri|sasKey$|principalKey|accessKey|credentials|keyFile/i;
  // URLs of endpoints that issue tokens.
  const urls = ["accessTokenUrl", "tokenEndpoint"];
  const found = params.filter(([, , name]) => credential.test(name) && !urls.includes(name));
  expect(found.length).toBeGreaterThan(80);
  expect(found.filter(([, , , { privacy }]) => privacy !== "secret")).toEqual([]);
});

test("A name that is in clear without a row is in clear in every row that has it.", () => {
  const stricter = params.filter(
    ([, , name, { privacy }]) => harmlessElsewhere.has(name) && privacy !== "clear",
  );
  expect(stricter).toEqual([]);
});

test("A parameter is treated alike in all connectors, except for URLs.", () => {
  const privacies = Map.groupBy(params, ([, , name]) => name);
  const mixed = [...privacies].filter(
    ([, all]) => new Set(all.map(([, , , { privacy }]) => privacy)).size > 1,
  );
  expect(mixed.map(([name]) => name)).toEqual(["url"]);
});

test("A shared connection spec has the authentication specs of all its connectors.", () => {
  const { id } = connectors.linkedInAds;
  expect(id).toBe(connectors.sugarCrmEvents.id);
  const lists = paramLists(id, "OAuth2 Refresh Code");
  expect(lists.some((list) => "accessToken" in list)).toBe(true);
  expect(lists.some((list) => "username" in list)).toBe(true);
});

test.each([
  ["an unknown spec", connectors.azureBlob.id, "Managed Identity"],
  ["an inherited name", connectors.azureBlob.id, "constructor"],
  ["an unknown connector", "another", "ConnectionString"],
  ["no connector", undefined, "ConnectionString"],
])("No parameters are known of %s.", (_what, id, specName) => {
  expect(paramLists(id, specName)).toEqual([]);
  expect(deprecationOf(id, specName)).toBeUndefined();
});
