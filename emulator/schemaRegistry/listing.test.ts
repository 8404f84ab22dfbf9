import { expect, test } from "vitest";
import { profileClass } from "../testing/bodies.testing";
import { start } from "../testing/client.testing";
import {
  createResource,
  dataTypeBody,
  fieldGroupBody,
  patchResource,
  registryPath,
  registryPaths,
  schemaOf,
  titlesOf,
} from "../testing/registry.testing";

const ids = "application/vnd.adobe.xed-id+json";
const whole = "application/vnd.adobe.xed+json";

test("lists 500 resources with their contents in two requests, in the order of their last change", async () => {
  const { client, emulator } = await start();
  const titles = Array.from({ length: 500 }, (_, index) => `Type ${index}`);
  for (const title of titles) {
    await createResource(client, "dataTypes", dataTypeBody(title));
    emulator.clock.advance(1);
  }
  const first = (await client.getSchema(registryPaths.dataTypes, whole)).body;
  expect(first._page).toEqual({ orderby: "updated", next: expect.any(String), count: 300 });
  expect(first.results[0]).toHaveProperty("properties.level.type", "string");
  const next = `${registryPaths.dataTypes}?start=${first._page.next}`;
  const second = (await client.getSchema(next, whole)).body;
  expect(second._page).toEqual({ orderby: "updated", next: null, count: 200 });
  expect([...first.results, ...second.results].map(({ title }) => title)).toEqual(titles);
  const { href } = first._links.next as { href: string };
  expect((await client.getSchema(href, whole)).body.results).toEqual(second.results);
  emulator.switches.registryPageLength = 500;
  expect((await client.getSchema(registryPaths.dataTypes, ids)).body.results).toHaveLength(500);
});

test("accepts start and limit without orderby, unless a switch is set", async () => {
  const { client, emulator } = await start();
  for (const title of ["B", "A", "C"]) {
    await createResource(client, "dataTypes", dataTypeBody(title));
    emulator.clock.advance(1);
  }
  const list = (query: string) => client.getSchema(`${registryPaths.dataTypes}?${query}`, ids);
  const titles = (query: string) => titlesOf(client, `${registryPaths.dataTypes}?${query}`);
  expect(await titles("limit=2")).toEqual(["B", "A"]);
  expect(await titles("limit=0")).toHaveLength(3);
  expect(await titles("start=")).toHaveLength(3);
  expect(await titles("orderby=-title&limit=1")).toEqual(["C"]);
  expect(await titles("orderby=title&start=A")).toEqual(["B", "C"]);
  expect((await list("limit=501")).status).toBe(400);
  expect((await list("limit=many")).status).toBe(400);
  emulator.switches.schemaPagingWithoutOrderby = "refuse";
  expect((await list("limit=2")).status).toBe(400);
  expect((await list("start=A")).status).toBe(400);
  expect((await list("orderby=title&limit=2")).status).toBe(200);
});

test("finds nothing with start=0, unless a switch is set", async () => {
  const { client, emulator } = await start();
  await createResource(client, "dataTypes", dataTypeBody("A"));
  for (const query of ["start=0", "start=0&limit=10", "orderby=title&start=0"]) {
    expect(await titlesOf(client, `${registryPaths.dataTypes}?${query}`), query).toEqual([]);
  }
  emulator.switches.registryStartZero = "everything";
  expect(await titlesOf(client, `${registryPaths.dataTypes}?start=0`)).toEqual(["A"]);
});

test("filters by properties, also with a regular expression, and joins filters by AND", async () => {
  const { client } = await start();
  const group = await createResource(client, "fieldGroups", fieldGroupBody("Loyalty of shops"));
  await createResource(client, "fieldGroups", { ...fieldGroupBody("Loyalty"), "meta:intendedToExtend": [] });
  await createResource(client, "fieldGroups", { ...fieldGroupBody("Other"), description: "Else" });
  const titles = (...filters: string[]) =>
    titlesOf(
      client,
      `${registryPaths.fieldGroups}?orderby=title&${filters.map((filter) => `property=${encodeURIComponent(filter)}`).join("&")}`,
    );
  expect(await titles("title==Loyalty")).toEqual(["Loyalty"]);
  expect(await titles("title!=Loyalty")).toEqual(["Loyalty of shops", "Other"]);
  expect(await titles("title~^Loyal")).toEqual(["Loyalty", "Loyalty of shops"]);
  expect(await titles("title~shops$", `meta:intendedToExtend==${profileClass}`)).toEqual([
    "Loyalty of shops",
  ]);
  expect(await titles("title>Loyalty of shops")).toEqual(["Other"]);
  expect(await titles("description")).toEqual(["Other"]);
  expect(await titles(`$id==${group.$id}`)).toEqual(["Loyalty of shops"]);
  expect(await titles("version>=1.0", "version<1.1")).toHaveLength(3);
  const broken = await client.getSchema(`${registryPaths.fieldGroups}?property=title~(`, ids);
  expect(broken.status).toBe(400);
});

test("finds the schemas of a union, and leaves out _page by switch", async () => {
  const { client, emulator } = await start({ switches: { unionPreconditions: false } });
  const schema = await createResource(client, "schemas", schemaOf("People", profileClass));
  await createResource(client, "schemas", schemaOf("Others", profileClass));
  await patchResource(client, "schemas", schema, {
    op: "add",
    path: "/meta:immutableTags",
    value: ["union"],
  });
  const path = `${registryPaths.schemas}?property=meta:immutableTags==union&property=meta:class==${profileClass}`;
  const present = (await client.getSchema(path, ids)).body;
  expect(present).toMatchObject({ results: [{ title: "People" }], _page: { count: 1, next: null } });
  emulator.switches.filteredListPage = "absent";
  const absent = (await client.getSchema(path, ids)).body;
  expect(absent).not.toHaveProperty("_page");
  expect(absent._links).toEqual({ global_schemas: { href: `${registryPath}/global/schemas` } });
  expect((await client.getSchema(registryPaths.schemas, ids)).body).toHaveProperty("_page.count", 2);
});

test("shows only the named properties, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const { $id } = await createResource(client, "dataTypes", dataTypeBody("A"));
  const list = async () =>
    (await client.getSchema(`${registryPaths.dataTypes}?properties=title,$id`, whole)).body.results;
  expect(await list()).toEqual([{ $id, title: "A" }]);
  emulator.switches.registryProjection = "ignore";
  expect(await list()).toEqual([expect.objectContaining({ version: "1.0" })]);
});
