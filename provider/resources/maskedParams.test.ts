import { expect, test } from "vitest";
import { completeConfig, sessionWith } from "../../test/support/session";
import { connectors } from "../connectors";
import type { Connector } from "../connectors/row";
import { looksAlike } from "../lifecycle/creation/adoption";
import { diff } from "../lifecycle/diff";
import { seenFields } from "../lifecycle/read";
import type { JsonObject } from "../values/json";
import { baseConnection } from "./baseConnection";

const rows: [string, Connector][] = Object.entries(connectors);

/** Each list with parameters that the service is expected to return. */
const lists = rows.flatMap(([name, { id, auth }]) =>
  Object.entries(auth).flatMap(([specName, { params }]) =>
    params.flatMap((list, index) => {
      const clear = Object.keys(list).filter((key) => list[key]?.privacy === "clear");
      return id === undefined || clear.length === 0
        ? []
        : [{ name: `${name}, ${specName}, ${index}`, id, specName, keys: Object.keys(list), clear }];
    }),
  ),
);

function connection({ id, specName }: { id: string; specName: string }, params: JsonObject): JsonObject {
  const place = { sandbox: "dev", orgId: "ORG@AdobeOrg" };
  return { ...place, name: "c", connectionSpec: { id, version: "1.0" }, auth: { specName, params } };
}

test.each(lists)("Parameters of $name that the service masks are no difference.", async (list) => {
  const given = connection(list, Object.fromEntries(list.keys.map((key) => [key, `${key}-1`])));
  const masked = connection(list, Object.fromEntries(list.keys.map((key) => [key, "*****"])));
  const context = { definition: baseConnection, session: sessionWith(completeConfig) };
  const seen = seenFields(baseConnection, masked, given);
  expect(seen.auth).toEqual(given.auth);
  expect(await diff(context, "1", { ...given, ...seen }, given)).toMatchObject({ changes: false });
  expect(looksAlike(baseConnection, masked, given)).toBe(true);
});

test.each(lists)("Parameters of $name that differ on the service are drift.", (list) => {
  const given = connection(list, Object.fromEntries(list.keys.map((key) => [key, `${key}-1`])));
  const changed = connection(list, Object.fromEntries(list.keys.map((key) => [key, `${key}-2`])));
  const expected = list.keys.map((key) => [key, list.clear.includes(key) ? `${key}-2` : `${key}-1`]);
  expect(seenFields(baseConnection, changed, given).auth).toEqual({
    specName: list.specName,
    params: Object.fromEntries(expected),
  });
});
