import { expect, test } from "vitest";
import { start } from "../../testing/client.testing";
import { dataTypeBody, errorType, registryPath, titlesOf } from "../../testing/registry.testing";

const global = `${registryPath}/global`;

test.each([
  ["behaviors", "_xdm.data.record", "Record Schema", "behaviors", "XDM-1016-404"],
  ["classes", "_xdm.context.profile", "XDM Individual Profile", "classes", "XDM-1010-404"],
  ["fieldgroups", "_xdm.context.profile-person-details", "Demographic Details", "mixins", "XDM-1011-404"],
  ["mixins", "_xdm.mixins.profile.profile-loyalty-details", "Loyalty Details", "mixins", "XDM-1011-404"],
  ["datatypes", "_xdm.context.person", "Person", "datatypes", "XDM-1013-404"],
])("serves the standard %s", async (name, altId, title, type, notFound) => {
  const { client } = await start();
  expect(await titlesOf(client, `${global}/${name}`)).toContain(title);
  expect(await titlesOf(client, `${global}/${name}?property=title==${encodeURIComponent(title)}`)).toEqual([
    title,
  ]);
  const found = (await client.getSchema(`${global}/${name}/${altId}`)).body;
  expect(found).toMatchObject({
    title,
    "meta:altId": altId,
    "meta:resourceType": type,
    "meta:containerId": "global",
    "meta:abstract": true,
  });
  expect(found).not.toHaveProperty("meta:tenantNamespace");
  expect((await client.getSchema(`${global}/${name}/${encodeURIComponent(found.$id)}`)).body).toEqual(found);
  expect((await client.getSchema(`${global}/${name}/_xdm.none`)).body.type).toBe(errorType(notFound));
  const tenant = `${registryPath}/tenant/${name}/${altId}`;
  expect((await client.getSchema(tenant)).status).toBe(404);
});

test("resolves a standard field group, and lists those for a class", async () => {
  const { client } = await start();
  const full = "application/vnd.adobe.xed-full+json; version=1";
  const path = `${global}/fieldgroups/_xdm.context.profile-person-details`;
  expect((await client.getSchema(path, full)).body).toHaveProperty(
    "properties.person.properties.birthYear.meta:xdmType",
    "short",
  );
  const profile = "https://ns.adobe.com/xdm/context/profile";
  const titles = await titlesOf(client, `${global}/fieldgroups?property=meta:intendedToExtend==${profile}`);
  expect(titles).toContain("Loyalty Details");
  expect(titles).not.toContain("Commerce Details");
});

test("has no standard schemas and other lists, and cannot be changed", async () => {
  const { client } = await start();
  expect(await titlesOf(client, `${global}/schemas`)).toEqual([]);
  expect((await client.getSchema(`${global}/unions`)).status).toBe(404);
  expect((await client.post(`${global}/datatypes`, dataTypeBody("A"))).status).toBe(405);
  expect((await client.delete(`${global}/classes/_xdm.context.profile`)).status).toBe(405);
});
