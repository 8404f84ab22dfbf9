import { expect, test } from "vitest";
import { fakeApi, plainDefinition } from "../../../test/support/fakeApi";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { path } from "../../http/path";
import type { JsonObject } from "../../values/json";
import { recoveredOutputs } from "../creation/recovery";
import { read } from "../read";
import { addedMembersIn, withAddedMembers, withoutAddedMembers } from "./addedMembers";

const definition = plainDefinition(fakeApi({}), { addedMembers: { data: ["inletUrl"] } });
const place = { orgId: "o@AdobeOrg", sandbox: "s" };
const url = "https://inlet.example";

test.each<[string, JsonObject, JsonObject]>([
  ["beside others", { name: "n", data: { size: 1, inletUrl: url } }, { name: "n", data: { size: 1 } }],
  ["alone", { name: "n", data: { inletUrl: url } }, { name: "n" }],
  ["of another input", { auth: { inletUrl: url } }, { auth: { inletUrl: url } }],
  ["of no object", { data: [url] }, { data: [url] }],
  ["missing from an empty object", { data: {} }, { data: {} }],
])("A member that only the service sets is no field: %s.", (_what, fields, own) => {
  expect(withoutAddedMembers(definition, fields)).toEqual(own);
});

test("Outputs get such a member from an entity, without its other members.", () => {
  const entity = { data: { size: 2, inletUrl: url, other: 1 } };
  expect(withAddedMembers(definition, { data: { size: 1 } }, entity)).toEqual({
    data: { size: 1, inletUrl: url },
  });
  expect(withAddedMembers(definition, { name: "n" }, entity)).toEqual({ name: "n", data: { inletUrl: url } });
  expect(withAddedMembers(definition, { name: "n" }, { data: { size: 2 } })).toEqual({ name: "n" });
  expect(addedMembersIn(definition, entity)).toEqual({ data: { inletUrl: url } });
});

test("The outputs of an interrupted create contain it.", () => {
  const entity = { id: "a", name: "n", data: { inletUrl: url }, etag: '"1"' };
  expect(recoveredOutputs(definition, { ...place, name: "n" }, entity)).toMatchObject({
    name: "n",
    data: { inletUrl: url },
  });
});

test("An entity is read individually where a list leaves out a recorded member.", async () => {
  const entity = { id: "a", name: "n", etag: '"1"' };
  const whole = { ...entity, data: { inletUrl: url } };
  const listing = {
    collection: path`/entities`,
    idKey: "id",
    pages: async function* () {
      yield [entity, { ...entity, id: "b" }];
    },
    byIds: async () => [entity, { ...entity, id: "b" }],
  };
  const api = { ...fakeApi({ read: async (id) => ({ ...whole, id }) }), listing };
  const context = {
    definition: plainDefinition(api, { addedMembers: { data: ["inletUrl"] } }),
    session: sessionWith(completeConfig),
  };
  const recorded = { ...place, name: "n", etag: '"1"', data: { inletUrl: url } };
  const results = await Promise.all(["a", "b"].map((id) => read(context, id, recorded)));
  expect(results.map(({ props }) => props?.data)).toEqual([{ inletUrl: url }, { inletUrl: url }]);
});
