import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import * as provider from "../../provider/cliApi.js";
import { adviceTable } from "../../provider/http/adviceTable.js";
import type { InputRule } from "../../provider/lifecycle/refusal.js";
import { InProcessHost } from "../../test/support/host/inProcessHost.js";
import { completeInputs } from "../../test/support/resourceCases.js";
import { rulesOf } from "./input-rules.mjs";
import { type KindData, kindData } from "./kind-data.mjs";
import { codesOf } from "./patterns.mjs";
import { errorLines, particularErrors } from "./resource-errors.mjs";

let kinds: readonly KindData[];
let host: InProcessHost;
beforeAll(async () => {
  kinds = await kindData(provider, adviceTable);
  // A check sends no request.
  host = new InProcessHost("http://127.0.0.1:9");
});
afterAll(() => host.close());

test.each(provider.kinds)("The page of %s shows errors that only this kind has.", (name) => {
  const kind = kindOf(name);
  const particular = Object.values(particularErrors(kind)).flat();
  expect(particular).not.toEqual([]);
  expect(errorLines(kind)).toEqual(expect.arrayContaining(particular));
});

test.each(provider.kinds)("The page of %s has each error of a check of wrong inputs.", async (name) => {
  const listed = kindOf(name).inputRules.map(patternOf);
  const unlisted = new Set<string>();
  for (const inputs of [completeInputs(name), ...(further[name] ?? [])].flatMap((own) => [
    ...wrongInputs(own),
  ])) {
    const { failures } = await host.check(name, {}, inputs as Record<string, unknown>);
    for (const { property, reason } of failures) {
      if (!general.test(reason) && !listed.some((rule) => rule.test(`${property}: ${reason}`))) {
        unlisted.add(`${property}: ${reason}`);
      }
    }
  }
  expect([...unlisted]).toEqual([]);
});

test("A row of advice for a code names kinds, unless it is about credentials or the sandbox.", () => {
  const general = adviceTable.filter(
    ({ kinds: named, service }) => named === undefined && service !== "madconnect",
  );
  expect(general.flatMap(({ code }) => (code === undefined ? [] : [codesOf(code)[0]]))).toEqual([
    "FLOW-2100",
    "403025",
    "403000",
    "invalid_client",
  ]);
});

test("Codes are written out.", () => {
  expect(codesOf(/^FLOW-14(16|2[01])-|^XDM-152[0-2]/)).toEqual([
    "FLOW-1416",
    "FLOW-1420",
    "FLOW-1421",
    "XDM-1520",
    "XDM-1521",
    "XDM-1522",
  ]);
  expect(codesOf(/^(Linked)?Failed$/)).toEqual(["Failed", "LinkedFailed"]);
  expect(() => codesOf(/^FLOW-\d+/)).toThrow("extend codesOf");
});

test("Rules are found at any depth of a schema, each once.", () => {
  const text = z.string().regex(/x/, "must contain x");
  const inputs = z
    .strictObject({
      list: z.array(z.strictObject({ name: text }).optional()),
      map: z.record(z.string(), text.nullable()),
      either: z.discriminatedUnion("type", [z.strictObject({ type: z.literal("a"), own: text })], {
        error: () => "must be a",
      }),
      lazy: z.lazy(() => text),
      plain: z.string(),
    })
    .refine(() => true, { path: ["list", "name"], message: "is required with map" });
  const own = { property: "plain", reason: "must be unique" };
  expect(rulesOf(inputs, [own, own])).toEqual([
    { property: "list[].name", reason: "must contain x" },
    { property: "map.*", reason: "must contain x" },
    { property: "either", reason: "must be a" },
    { property: "either.type", reason: "must be a" },
    { property: "either.own", reason: "must contain x" },
    { property: "lazy", reason: "must contain x" },
    { property: "list.name", reason: "is required with map" },
    own,
  ]);
});

function kindOf(name: provider.Kind): KindData {
  const found = kinds.find(({ kind }) => kind === name);
  if (found === undefined) {
    throw new Error(`There is no data of ${name}.`);
  }
  return found;
}

/** Inputs with members that those of the shared tests lack. */
const further: Partial<Record<provider.Kind, readonly Record<string, unknown>[]>> = {
  baseConnection: [
    {
      name: "A",
      connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" },
      auth: { specName: "ConnectionString", params: { connectionString: "A", usePrivateLink: true } },
      privateEndpointId: "a",
    },
  ],
  sourceConnection: [
    {
      name: "A",
      connectionSpec: { id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3" },
      params: {
        filters: {
          type: "PQL",
          format: "pql/json",
          value: {
            nodeType: "fnApply",
            fnName: "and",
            params: [
              {
                nodeType: "fnApply",
                fnName: "=",
                params: [
                  { nodeType: "fieldLookup", fieldName: "city" },
                  { nodeType: "literal", value: "Bern" },
                ],
              },
            ],
          },
        },
      },
    },
  ],
  flow: [
    { frequency: "minute", interval: 15, startTime: "2099-01-01T00:00:00Z", backfill: true },
    { frequency: "once", startTime: 4_070_908_800 },
  ].map((scheduleParams) => ({
    name: "A",
    flowSpec: { id: "14518937-270c-4525-bdec-c2ba7cce3860" },
    sourceConnectionIds: ["a"],
    targetConnectionIds: ["b"],
    transformations: [{ name: "Copy", params: { deltaColumn: { name: "changed" } } }],
    scheduleParams,
    options: { partialIngestionPercent: 5 },
    startTimeIfPast: "next",
  })),
  fieldGroup: [
    {
      title: "A",
      intendedToExtend: ["https://ns.adobe.com/xdm/context/profile"],
      fields: {
        list: { type: "array", items: { type: "string" } },
        map: { type: "object", "meta:xdmType": "map", additionalProperties: { type: "string" } },
        object: { type: "object", properties: { one: { $ref: "a" } } },
        choice: { type: "string", enum: ["a"] },
      },
      fieldsAt: { "person.name": { own: { type: "string" } } },
      definitions: { a: { properties: { "_{TENANT_ID}": { type: "object", properties: {} } } } },
    },
  ],
  schema: [
    {
      title: "A",
      classId: "https://ns.adobe.com/xdm/context/profile",
      fieldGroupIds: ["https://ns.adobe.com/xdm/context/profile-person-details"],
      "meta:class": "https://ns.adobe.com/xdm/context/profile",
    },
  ],
  descriptor: [
    { type: "xdm:descriptorLabel", sourceSchema: "a", sourceProperty: "/_{TENANT_ID}/id", labels: ["C1"] },
  ],
  dataset: [
    {
      name: "A",
      schemaRef: { id: "a" },
      tags: { unifiedProfile: ["enabled:true"] },
      profile: { enabled: false, allowDataGap: true },
      extensions: { adobe_lakeHouse: { rowExpiration: { ttlValue: "P1M" } } },
    },
  ],
  mergePolicy: [
    {
      name: "A",
      schema: { name: "_xdm.context.profile" },
      identityGraph: { type: "none" },
      attributeMerge: { type: "dataSetPrecedence", order: ["a"] },
      default: true,
    },
  ],
  azurePrivateEndpointApproval: [
    {
      privateEndpointId: "a",
      approve: false,
      wait: false,
      onDestroy: "retain",
      allowedSubscriptions: ["00000000-0000-4000-8000-000000000001"],
    },
  ],
};

/** Errors of every resource, in the words of zod or of the lifecycle. */
const general =
  /^(?:Invalid |Too |is required \(expected|is not a known property$|must not be empty$|has more than|must be the name of a sandbox)/;

/** What the parts of a path in a rule stand for. A list also has errors of its members. */
const pathParts: Readonly<Record<string, string>> = {
  ".**": ".*",
  "*": ".+",
  "[]": String.raw`(?:\[\d+\])?`,
  "…": ".*",
};

/** What a rule can be in an error. */
function patternOf({ property, reason }: InputRule): RegExp {
  const [path, text] = [property, reason].map((part) =>
    part
      .split(/(\.\*\*|\*|\[\]|…)/)
      .map((piece) => pathParts[piece] ?? piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join(""),
  );
  return new RegExp(String.raw`^${path}(?:\[\d+\])?: ${text}$`, "s");
}

const wrongValues: readonly unknown[] = [
  undefined,
  "",
  "x",
  "/x/",
  "_x.y",
  0,
  -1,
  1.5,
  true,
  {},
  [],
  ["x", "y"],
];

/** Inputs with one wrong value each, at every place, and with keys in another case. */
function* wrongInputs(value: unknown): Generator<unknown> {
  if (typeof value !== "object" || value === null) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    const others = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    yield { ...others, [key.toUpperCase()]: member };
    for (const wrong of [...wrongValues, ...wrongInputs(member)]) {
      yield Array.isArray(value)
        ? value.map((one: unknown) => (one === member ? wrong : one))
        : { ...value, [key]: wrong };
    }
  }
}
