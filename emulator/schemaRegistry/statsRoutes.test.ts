import { expect, test } from "vitest";
import { profileClass, schemaBody } from "../testing/bodies.testing";
import { paths, start } from "../testing/client.testing";

test("shows the organisation, its tenant, the newest resources and the schemas of each class", async () => {
  const { client } = await start({ tenant: "acme" });
  const { $id } = (await client.post(paths.schemas, schemaBody)).body;
  const { body } = await client.get("/data/foundation/schemaregistry/stats");
  const short = { $id, title: "ACME orders", description: "Orders of ACME" };
  const recent = {
    ...short,
    "meta:resourceType": "schemas",
    version: "1.0",
    "meta:class": profileClass,
    "meta:classTitle": "XDM Individual Profile",
  };
  expect(body).toEqual({
    imsOrg: "EMULATOR@AdobeOrg",
    tenantId: "acme",
    counts: { schemas: 1, classes: 0, mixins: 0, datatypes: 0, unions: 0 },
    recentlyCreatedResources: [{ ...recent, "meta:created": expect.any(String) }],
    recentlyUpdatedResources: [{ ...recent, "meta:updated": expect.any(String) }],
    classUsage: { [profileClass]: [short] },
  });
});
