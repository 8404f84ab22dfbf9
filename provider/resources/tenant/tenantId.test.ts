import { expect, test } from "vitest";
import { answer, startServer } from "../../../test/support/localServer";
import { hookContext, sessionAt } from "../../../test/support/session";
import { tenantIn, tenantOf } from "./tenantId";

const hash = "ab".repeat(24);

test.each([
  [`https://ns.adobe.com/acme/schemas/${hash}`, "acme"],
  [`https://ns.adobe.com/acme/classes/${hash.slice(0, 32)}`, "acme"],
  [`https://ns.adobe.com/acme/mixins/${hash}`, "acme"],
  [`_acme.datatypes.${hash}`, "acme"],
  ["https://ns.adobe.com/xdm/context/profile", undefined],
  ["https://ns.adobe.com/xdm/mixins/profile/profile-loyalty-details", undefined],
  ["https://ns.adobe.com/experience/campaign/address", undefined],
  ["_xdm.context.profile", undefined],
  [`https://example.com/acme/schemas/${hash}`, undefined],
  [undefined, undefined],
])("The tenant in %s is %s.", (id, tenant) => {
  expect(tenantIn(id)).toBe(tenant);
});

test("The tenant is read once per organisation and process.", async () => {
  const server = await startServer(answer(200, { tenantId: "acme" }), answer(200, { tenantId: "other" }));
  const context = hookContext(sessionAt(server.url));
  expect(await Promise.all([tenantOf(context), tenantOf(context)])).toEqual(["acme", "acme"]);
  const elsewhere = { ...context, scope: { orgId: "OTHER@AdobeOrg", sandbox: "dev" } };
  expect(await tenantOf(elsewhere)).toBe("other");
  expect(await tenantOf({ ...context, scope: { ...context.scope, sandbox: "prod" } })).toBe("acme");
  expect(server.requests.map(({ url, headers }) => [url, headers["x-gw-ims-org-id"]])).toEqual([
    ["/data/foundation/schemaregistry/stats", "ORG@AdobeOrg"],
    ["/data/foundation/schemaregistry/stats", "OTHER@AdobeOrg"],
  ]);
});

test("A failed read of the tenant is tried again.", async () => {
  const server = await startServer(
    answer(403, { title: "no" }),
    answer(200, {}),
    answer(200, { tenantId: "acme" }),
  );
  const context = hookContext(sessionAt(server.url));
  await expect(tenantOf(context)).rejects.toThrow(/403/);
  await expect(tenantOf(context)).rejects.toThrow(/returned no tenantId/);
  expect(await tenantOf(context)).toBe("acme");
});
