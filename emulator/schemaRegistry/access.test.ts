import { expect, test } from "vitest";
import { schemaBody } from "../testing/bodies.testing";
import { paths, start } from "../testing/client.testing";
import { errorType, registryPath } from "../testing/registry.testing";

test("refuses every request without the permission, by switch", async () => {
  const { client } = await start({ switches: { registryAccess: "denied" } });
  const responses = [
    await client.getSchema(paths.schemas, "application/vnd.adobe.xed-id+json"),
    await client.get(`${registryPath}/stats`),
    await client.post(paths.schemas, schemaBody),
    await client.delete(`${paths.descriptors}/none`),
  ];
  const methods = ["GET", "GET", "POST", "DELETE"];
  for (const [index, { status, body }] of responses.entries()) {
    expect(status).toBe(403);
    expect(body).toMatchObject({
      type: errorType("XDM-2010-403"),
      title: "Permission management access denied",
      report: {
        "detailed-message": `${methods[index]} access is denied for this resource from access control.`,
        "sub-errors": [],
      },
    });
  }
  expect((await client.get(paths.dataSets)).status).toBe(200);
});
