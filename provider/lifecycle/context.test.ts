import { expect, test } from "vitest";
import { fakeApi, plainDefinition } from "../../test/support/fakeApi";
import { completeConfig, sessionWith } from "../../test/support/session";
import { baseConnection } from "../resources/baseConnection";
import {
  comparedFields,
  etagIn,
  fieldsOf,
  outputsFrom,
  resourceContextOf,
  secretsIn,
  serviceOutputs,
} from "./context";
import type { Definition } from "./definition";

const { fields, ...plain } = plainDefinition(fakeApi({}));
const definition: Definition = { ...plain, fields: { ...fields, note: "instruction" } };
const object = {
  name: "n",
  state: "on",
  note: "x",
  endpointId: "e",
  etag: '"e"',
  unknown: 1,
  data: undefined,
};

test("An entity belongs to the recorded scope, and only a new one to the configured scope.", () => {
  const context = { definition, session: sessionWith(completeConfig) };
  const recorded = { orgId: "other@AdobeOrg", sandbox: "other" };
  expect(resourceContextOf(context, recorded).scope).toEqual(recorded);
  expect(resourceContextOf(context, {}).scope).toEqual({ orgId: "ORG@AdobeOrg", sandbox: "dev" });
});

test("Fields are selected by their role; an undefined value is no field.", () => {
  expect(fieldsOf(definition, ["body"], object)).toEqual({ name: "n" });
  expect(fieldsOf(definition, ["call", "instruction"], object)).toEqual({ state: "on", note: "x" });
  expect(comparedFields(definition, object)).toEqual({ name: "n", state: "on", endpointId: "e" });
});

test("Outputs contain the compared fields and the scope, never an instruction.", () => {
  expect(outputsFrom(definition, object, { orgId: "o", sandbox: "s" })).toEqual({
    name: "n",
    state: "on",
    endpointId: "e",
    orgId: "o",
    sandbox: "s",
  });
});

test("Only the outputs that the service provides are taken from an entity.", () => {
  expect(serviceOutputs(definition, object)).toEqual({ etag: '"e"' });
  expect(etagIn(object)).toBe('"e"');
  expect(etagIn({ etag: 7 })).toBeUndefined();
});

test("Every value of a write-only object is a secret that is not known to be harmless, however deep.", () => {
  const context = { definition: baseConnection, session: sessionWith(completeConfig) };
  const inputs = {
    name: "n",
    auth: {
      params: {
        host: "harmless",
        password: "hunter22",
        pin: 12345678,
        nested: { keys: ["key-one"] },
        on: true,
      },
    },
  };
  expect(secretsIn(context, inputs, { auth: { params: "unknown" } }, {}).sort()).toEqual(
    ["12345678", "given-token", "hunter22", "key-one"].sort(),
  );
});
