import { expect, test } from "vitest";
import { z } from "zod";
import { completeInputs } from "../../../test/support/resourceCases";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { type Kind, kinds } from "../../kinds";
import { definitions } from "../../resources";
import { type JsonObject, valueAt, withoutKeyAt, withValueAt } from "../../values/json";
import { check } from "../check";
import { withoutNulls } from "./nulls";

const config = {
  ...completeConfig,
  "aep:madconnectUrl": "http://127.0.0.1:1",
  "aep:madconnectClientId": "c",
  "aep:madconnectClientSecret": "a-secret",
};

/** Dotted paths of all optional keys of an object, also inside objects, whether those are required or not. */
function optionalKeys(shape: z.ZodType, path = ""): string[] {
  if (shape instanceof z.ZodOptional) {
    return optionalKeys(shape.unwrap() as z.ZodType, path);
  }
  if (shape instanceof z.ZodUnion) {
    return shape.options.flatMap((option) => optionalKeys(option as z.ZodType, path));
  }
  if (!(shape instanceof z.ZodObject)) {
    return [];
  }
  return Object.entries(shape.shape).flatMap(([key, member]) => {
    const inner = path === "" ? key : `${path}.${key}`;
    const own = member instanceof z.ZodOptional ? [inner] : [];
    return [...own, ...optionalKeys(member as z.ZodType, inner)];
  });
}

/** Paths of all optional inputs of a kind. */
async function optionalInputs(kind: Kind) {
  const definition = await definitions[kind]();
  const scope = kind === "madconnectConnection" ? "accountId" : "sandbox";
  const paths = new Set([...optionalKeys(definition.shape ?? definition.inputs), scope]);
  return { definition, paths: [...paths] };
}

test("Every kind has optional inputs, some inside objects.", async () => {
  const all = await Promise.all(
    kinds.map(async (kind) => (await optionalInputs(kind)).paths.map((path) => `${kind} ${path}`)),
  );
  expect(all.filter((paths) => paths.length < 2)).toEqual([]);
  expect(all.flat()).toEqual(
    expect.arrayContaining([
      "flow scheduleParams.startTime",
      "flow options.partialIngestionPercent",
      "privateEndpoint connectionSpec.version",
      "mappingSet outputSchema.schemaRef.contentType",
      "baseConnection auth.params",
    ]),
  );
});

test.each(kinds)("Null for any optional input of a %s means the same as no value.", async (kind) => {
  const { definition, paths } = await optionalInputs(kind);
  const context = { definition, session: sessionWith(config) };
  const complete = completeInputs(kind) as JsonObject;
  for (const path of paths) {
    const given = withValueAt(complete, path, null);
    // Where a required sibling is missing, its error is the same with null and without.
    const absent = withoutKeyAt(given, path.split("."));
    expect(check(context, {}, given), path).toEqual(check(context, {}, absent));
  }
});

test("Null for a required key is a missing value.", async () => {
  const definition = await definitions.flow();
  const { failures } = check(
    { definition, session: sessionWith(config) },
    {},
    {
      ...(completeInputs("flow") as JsonObject),
      name: null,
      transformations: [{ name: "Mapping", params: { mappingId: null, mappingVersion: 0 } }],
    },
  );
  expect(failures).toEqual([
    { property: "name", reason: "is required (expected string)" },
    { property: "transformations[0].params.mappingId", reason: "is required (expected string)" },
  ]);
});

test.each([
  [
    "flow",
    "transformations.0.params.deltaColumn.timezone",
    { name: "Copy", params: { deltaColumn: { name: "n", timezone: null } } },
  ],
  [
    "mappingSet",
    "mappings.0.description",
    { sourceType: "ATTRIBUTE", source: "a", destination: "b", description: null },
  ],
] as const)("Null inside a list of a %s, at %s, is dropped.", async (kind, path, member) => {
  const [list = ""] = path.split(".");
  const definition = await definitions[kind]();
  const given = { ...(completeInputs(kind) as JsonObject), [list]: [member] };
  const { inputs, failures } = check({ definition, session: sessionWith(config) }, {}, given);
  expect(failures).toEqual([]);
  expect(Object.keys((valueAt(inputs, path.slice(0, path.lastIndexOf("."))) ?? {}) as object)).not.toContain(
    path.split(".").at(-1),
  );
});

test.each([
  ["flow", { policy: { enum: [null], default: null } }],
  [
    "sourceConnection",
    { data: { properties: null, list: [null, { id: null }] }, params: { recursive: null } },
  ],
  ["targetConnection", { params: { a: { b: null } } }],
  ["mappingSet", { inputSchema: { schemaRef: { id: null } } }],
  [
    "mappingSet",
    {
      mappings: [{ sourceAttribute: "a", destinationXdmPath: "b", identityGroup: null, namespaceCode: null }],
    },
  ],
  ["schema", { definitions: { fields: { enum: [null], default: null } } }],
  ["dataset", { fileDescription: { id: null } }],
  ["baseConnection", { auth: { specName: "of nobody", params: { anything: null } } }],
  ["madconnectConnection", { srcConnectionConfig: { id: null } }],
] as const)("Null inside raw JSON of a %s stays: %j", async (kind, json) => {
  const definition = await definitions[kind]();
  const given = { ...(completeInputs(kind) as JsonObject), ...json };
  const { inputs, failures } = check({ definition, session: sessionWith(config) }, {}, given);
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject(json);
});

test("Null counts as no value at parameters of a documented authentication spec, and stays at others.", async () => {
  const definition = await definitions.baseConnection();
  const complete = completeInputs("baseConnection") as JsonObject;
  const given = withValueAt(withValueAt(complete, "auth.params.container", null), "auth.params.other", null);
  const { inputs, failures } = check({ definition, session: sessionWith(config) }, {}, given);
  expect(failures).toEqual([]);
  expect(inputs.auth).toEqual({
    specName: "ConnectionString",
    params: { ...(valueAt(complete, "auth.params") as JsonObject), other: null },
  });
});

test("A schema that accepts null keeps it, also as one of several shapes.", () => {
  const shape = z.object({
    kept: z.string().nullable().optional(),
    one: z.union([
      z.object({ a: z.string().optional() }),
      z.object({ a: z.null(), b: z.string().optional() }),
    ]),
  });
  const value = { kept: null, one: { a: null, b: null }, unknown: null };
  expect(withoutNulls(shape, value)).toEqual({ kept: null, one: { a: null }, unknown: null });
});
