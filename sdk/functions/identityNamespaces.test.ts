import { expect, test } from "vitest";
import { functionsBed } from "../../test/support/functionsBed";
import { resourceCase } from "../../test/support/resourceCases";
import * as aep from "..";

const bed = functionsBed();
const { path, body } = resourceCase("identityNamespace");

test("getIdentityNamespace reads a namespace by its code, in any case", async () => {
  const id = await bed.plain.create(path, body);
  for (const code of ["Loyalty", "LOYALTY"]) {
    expect(await aep.getIdentityNamespace({ code })).toMatchObject({ ...body, id, custom: true });
  }
});

test("getIdentityNamespace reads the namespaces of Adobe", async () => {
  const { id, custom } = await aep.getIdentityNamespace({ code: "ecid" });
  expect(custom).toBe(false);
  expect(id).toMatch(/^\d+$/);
});

test("getIdentityNamespace prefers the code in the same case", async () => {
  await bed.plain.switches({ namespaceCodeCase: "sensitive" });
  const lower = await bed.plain.create(path, { ...body, code: "loyalty", name: "other" });
  const id = await bed.plain.create(path, body);
  expect((await aep.getIdentityNamespace({ code: "Loyalty" })).id).toBe(id);
  expect((await aep.getIdentityNamespace({ code: "loyalty" })).id).toBe(lower);
});

test("getIdentityNamespace fails for an unknown code", async () => {
  await expect(aep.getIdentityNamespace({ code: "Nobody" })).rejects.toThrow(
    'There is no identity namespace with code "Nobody" in sandbox prod of organisation EMULATOR@AdobeOrg.',
  );
});
