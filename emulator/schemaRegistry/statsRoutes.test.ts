import { expect, test } from "vitest";
import { schemaBody } from "../testing/bodies.testing";
import { paths, start } from "../testing/client.testing";

test("shows the organisation and its tenant", async () => {
  const { client } = await start({ tenant: "acme" });
  await client.post(paths.schemas, schemaBody);
  expect((await client.get("/data/foundation/schemaregistry/stats")).body).toEqual({
    imsOrg: "EMULATOR@AdobeOrg",
    tenantId: "acme",
    counts: { schemas: 1, classes: 0, fieldGroups: 0 },
  });
});
