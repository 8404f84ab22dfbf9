import { expect, test } from "vitest";
import { fakeApi } from "../../test/support/fakeApi";
import { completeConfig, scope, sessionWith } from "../../test/support/session";
import type { Kind } from "../kinds";
import { check } from "../lifecycle/check";
import { create } from "../lifecycle/create";
import type { Definition } from "../lifecycle/definition";
import { diff } from "../lifecycle/diff";
import type { JsonObject } from "../values/json";
import { unknownValue } from "../values/unknown";
import { definitions } from ".";

const profile = { $ref: "https://ns.adobe.com/xdm/context/profile" };
const ownClass = { $ref: "https://example.com/a-class-of-another-form" };
const legacyMapping = { sourceAttribute: "id", destinationXdmPath: "_id" };
const spec = { id: "3c9b37f8-13a6-43d8-bad3-b863b941fedd", version: "1.0" };
const params = { project: "p", clientId: "c", clientSecret: "s", refreshToken: "r" };

/** Bodies in forms that guides and other clients use, and the body that is sent. */
const forms: readonly [Kind, what: string, body: JsonObject, sent: JsonObject][] = [
  [
    "mappingSet",
    "with the version and the empty id of the older form",
    { version: 0, xdmSchema: "https://s", xdmVersion: "1.0", id: null, mappings: [legacyMapping] },
    { xdmSchema: "https://s", xdmVersion: "1.0", mappings: [legacyMapping] },
  ],
  [
    "mappingSet",
    "with mappings in the older form and their versions",
    { xdmSchema: "https://s", mappings: [{ ...legacyMapping, version: 0, identityGroup: null }] },
    { xdmSchema: "https://s", mappings: [{ ...legacyMapping, identityGroup: null }] },
  ],
  [
    "mappingSet",
    "with the schema in both forms, and a formula in the older one",
    {
      xdmSchema: "https://s",
      outputSchema: { schemaRef: { id: "https://s", contentType: "a/b" } },
      mappings: [{ sourceType: "EXPRESSION", sourceExpression: "trim(id)", destinationXdmPath: "_id" }],
    },
    {
      xdmSchema: "https://s",
      outputSchema: { schemaRef: { id: "https://s", contentType: "a/b" } },
      mappings: [{ sourceType: "EXPRESSION", sourceExpression: "trim(id)", destinationXdmPath: "_id" }],
    },
  ],
  [
    "sourceConnection",
    "of a streaming source, without data and with a provider of the source",
    { name: "S", connectionSpec: spec, providerId: "521eee4d-8cbe-4906-bb48-fb6bd4450033" },
    { name: "S", connectionSpec: spec, providerId: "521eee4d-8cbe-4906-bb48-fb6bd4450033" },
  ],
  [
    "baseConnection",
    "with a type of the authentication",
    {
      name: "B",
      connectionSpec: spec,
      auth: { specName: "Basic Authentication", type: "OAuth2.0", params },
    },
    {
      name: "B",
      connectionSpec: spec,
      auth: { specName: "Basic Authentication", type: "OAuth2.0", params },
    },
  ],
  [
    "baseConnection",
    "with a provider of the source",
    { name: "B", connectionSpec: spec, providerId: "521eee4d-8cbe-4906-bb48-fb6bd4450033" },
    { name: "B", connectionSpec: spec, providerId: "521eee4d-8cbe-4906-bb48-fb6bd4450033" },
  ],
  [
    "baseConnection",
    "with any parameters of an unknown authentication spec",
    { name: "B", connectionSpec: { id: "other" }, auth: { specName: "Other", params: { a: 1, b: null } } },
    {
      name: "B",
      connectionSpec: { id: "other", version: "1.0" },
      auth: { specName: "Other", params: { a: 1, b: null } },
    },
  ],
  [
    "schema",
    "with members that the registry derives",
    {
      title: "S",
      type: "object",
      allOf: [{ ...profile, type: "object", "meta:xdmType": "object" }],
      "meta:class": profile.$ref,
      "meta:extends": [profile.$ref],
      "meta:abstract": false,
      "meta:extensible": false,
    },
    { title: "S", type: "object", allOf: [profile] },
  ],
  [
    "schema",
    "with a class that only meta:class identifies",
    { title: "S", allOf: [{ $ref: "https://group" }, ownClass], "meta:class": ownClass.$ref },
    { title: "S", type: "object", allOf: [ownClass, { $ref: "https://group" }] },
  ],
  [
    "schema",
    "with the ids of its class and field groups",
    { title: "S", classId: ownClass.$ref, fieldGroupIds: ["https://group"], allowBreaking: true },
    { title: "S", type: "object", allOf: [ownClass, { $ref: "https://group" }] },
  ],
  [
    "schema",
    "with a partly used field group",
    { title: "S", allOf: [profile, { $ref: "https://group", "meta:refProperty": ["a.b"] }] },
    {
      title: "S",
      type: "object",
      allOf: [profile, { $ref: "https://group", "meta:refProperty": ["a.b"] }],
    },
  ],
];

test.each(forms)(
  "A %s %s is accepted and sent, and differs from itself in nothing.",
  async (kind, _what, body, sent) => {
    const api = fakeApi({ create: async () => ({ id: "a", outputs: { etag: '"1"' } }) });
    // Without hooks that send other requests or wait.
    const {
      beforeWrite: _before,
      afterWrite: _after,
      awaitShown: _shown,
      reachEndState: _end,
      ...own
    } = await definitions[kind]();
    const definition: Definition = { ...own, api: () => api };
    const context = { definition, session: sessionWith(completeConfig) };
    const checked = check(context, {}, body);
    expect(checked.failures).toEqual([]);
    const { outs } = await create(context, checked.inputs);
    expect(api.create).toHaveBeenCalledWith(sent);
    expect(await diff(context, "a", outs, check(context, checked.inputs, body).inputs)).toMatchObject({
      changes: false,
    });
  },
);

test("A meta:class that is not in allOf is refused, but not if a reference is unknown.", async () => {
  const context = { definition: await definitions.schema(), session: sessionWith(completeConfig) };
  const failures = (allOf: JsonObject[]) =>
    check(context, {}, { ...scope, title: "S", allOf, "meta:class": profile.$ref }).failures;
  expect(failures([{ $ref: "https://group" }])).toEqual([
    { property: "meta:class", reason: "must be the $ref of a member of allOf, which selects the class" },
  ]);
  expect(failures([{ $ref: unknownValue }])).toEqual([]);
});
