import { expect, test } from "vitest";
import { z } from "zod";
import { fakeApi, plainDefinition } from "../../test/support/fakeApi";
import { completeConfig, sessionWith } from "../../test/support/session";
import { check } from "../lifecycle/check";
import { diff } from "../lifecycle/diff";
import { read } from "../lifecycle/read";
import { aepRealm, configuredScope, isRecorded, placeName, type Realm, scopeOf } from "./realm";
import { Settings } from "./settings";

/** A service with accounts; the account is configured by an existing key. */
const accounts: Realm = {
  service: "aep",
  title: "Elsewhere",
  scope: {
    account: {
      noun: "account",
      config: "interactiveAuthoring",
      optional: true,
      argument: z.string(),
      onChange: "deleteFirst",
    },
  },
};
const settings = new Settings((key) => completeConfig[key], {});
const aThing = { name: "n" };

test("An argument overrides the configuration, but only if the scope allows one.", () => {
  const given = { sandbox: "own", orgId: "OWN@AdobeOrg" };
  expect(configuredScope(aepRealm, settings, given)).toEqual({ sandbox: "own", orgId: "ORG@AdobeOrg" });
  expect(configuredScope(accounts, settings, { account: "own" })).toEqual({ account: "own" });
  expect(configuredScope(accounts, settings, {})).toEqual({ account: "auto" });
});

test("A recorded entity without a value never gets one, whatever is configured.", () => {
  expect(scopeOf(accounts, settings, { ...aThing, account: "own" })).toEqual({ account: "own" });
  expect(scopeOf(accounts, settings, aThing)).toEqual({ account: undefined });
  expect(scopeOf(accounts, settings, {})).toEqual({ account: "auto" });
});

test("Properties with nothing but a scope are not recorded ones.", () => {
  expect(isRecorded(aepRealm, { sandbox: "dev", __provider: "reference", name: undefined })).toBe(false);
  expect(isRecorded(aepRealm, { sandbox: "dev", orgId: "ORG@AdobeOrg" })).toBe(true);
  expect(isRecorded(accounts, { account: "a" })).toBe(false);
  expect(isRecorded(accounts, { account: "a", ...aThing })).toBe(true);
});

test("A message names the scope from the inside out, or the service if the scope is empty.", () => {
  expect(placeName(aepRealm, { orgId: "o", sandbox: "s" })).toBe("in sandbox s of organisation o");
  expect(placeName(accounts, { account: "a" })).toBe("in account a");
  expect(placeName(accounts, { account: undefined })).toBe("in Elsewhere");
});

test("The lifecycle records, checks, compares and names the scope of a definition.", async () => {
  const session = sessionWith(completeConfig);
  const definition = plainDefinition(fakeApi({ read: async () => undefined }), {
    inputs: z.strictObject({ name: z.string() }),
    realm: accounts,
  });
  const context = { definition, session };
  expect(check(context, {}, aThing)).toEqual({ inputs: { ...aThing, account: "auto" }, failures: [] });
  expect(check(context, {}, { ...aThing, account: 7 }).failures).toMatchObject([{ property: "account" }]);
  expect(check(context, {}, { ...aThing, sandbox: "dev" }).failures).toMatchObject([{ property: "sandbox" }]);
  expect(await diff(context, "a", { ...aThing, account: "old" }, { ...aThing, account: "new" })).toEqual({
    changes: true,
    replaces: ["account"],
    deleteBeforeReplace: true,
  });
  await expect(read(context, "a", { account: "x" })).rejects.toThrow(
    "There is no entity a in account x.\nCheck the id and the account: .get(name, id, { account }).",
  );
});
