import { expect, test } from "vitest";
import { isSameArmId, meaningOfArmName, parseArmId } from "./armId";

const account =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/acme.data_(eu)/providers/Microsoft.Storage/storageAccounts/acmestorage";

test("An id has four parts.", () => {
  expect(parseArmId(account)).toEqual({
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    resourceGroupName: "acme.data_(eu)",
    type: "Microsoft.Storage/storageAccounts",
    name: "acmestorage",
  });
});

test("The fixed words of an id may be written in upper or lower case.", () => {
  const lower = account.replace("resourceGroups", "resourcegroups");
  expect(parseArmId(lower)).toEqual(parseArmId(account));
  expect(isSameArmId(lower, account)).toBe(true);
  expect(isSameArmId(`${account}2`, account)).toBe(false);
});

test("A slash at the end of an id is ignored.", () => {
  expect(parseArmId(`${account}/`)).toEqual(parseArmId(account));
  expect(isSameArmId(`${account.toUpperCase()}/`, account)).toBe(true);
});

test("Lists of names mean the same in any case and order; other values are compared as they are.", () => {
  expect(meaningOfArmName(["B-1", "a-2"])).toEqual(meaningOfArmName(["A-2", "b-1"]));
  expect(meaningOfArmName(["a-2"])).not.toEqual(meaningOfArmName(["a-3"]));
  expect([undefined, 5, { a: "B" }].map(meaningOfArmName)).toEqual([undefined, 5, { a: "B" }]);
});

test.each([
  ["", "nothing"],
  ["acmestorage", "a name"],
  [account.slice(1), "no slash at the beginning"],
  [`${account}//x`, "an empty part"],
  ["/".repeat(3), "slashes only"],
  [`${account}/blobServices/default/containers/orders`, "something inside the account"],
  [account.replace("acmestorage", ".."), "a way up"],
  [account.replace("acmestorage", "a?b"), "a query"],
  [account.replace("acmestorage", "a%2fb"), "an escape"],
  [account.replace("/resourceGroups/acme.data_(eu)", ""), "no resource group"],
])("%j is not a valid id: %s.", (text) => {
  expect(parseArmId(text)).toBeUndefined();
});
