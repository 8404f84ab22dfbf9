import { expect, test } from "vitest";
import { start } from "../testing/client.testing";

const path = "/data/foundation/sandbox-management/";

test("lists the sandboxes with their types", async () => {
  const { client } = await start({ sandboxes: ["prod", "dev", { name: "live", type: "production" }] });
  expect((await client.get(path)).body).toMatchObject({
    sandboxes: [
      { name: "prod", type: "production", state: "active", isDefault: true },
      { name: "dev", type: "development", isDefault: false },
      { name: "live", type: "production", isDefault: false },
    ],
    _page: { limit: 100, count: 3 },
  });
  expect((await client.get(`${path}?limit=1&offset=1`)).body).toMatchObject({ sandboxes: [{ name: "dev" }] });
});

test("refuses the list and a sandbox that need a permission", async () => {
  const { client } = await start();
  for (const suffix of ["sandboxes", "sandboxes/prod"]) {
    expect(await client.get(path + suffix)).toMatchObject({
      status: 403,
      body: { type: "http://ns.adobe.com/aep/errors/SMS-2010-403" },
    });
  }
});

test("lists none, successfully, for a credential that belongs to no sandbox", async () => {
  const { client } = await start({ switches: { sandboxList: "stranger" } });
  const { status, body } = await client.get(path);
  expect([status, body]).toMatchObject([200, { sandboxes: [] }]);
});
