import { expect, test } from "vitest";
import type { Json, JsonObject } from "../core/json";
import { connectionBody } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";

const snowflake = { id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3", version: "1.0" };
const mysql = { id: "26d738e0-8963-47ea-aadf-c60de735468a", version: "1.0" };

const apply = (fnName: Json, ...params: Json[]): JsonObject => ({ nodeType: "fnApply", fnName, params });
const field = (fieldName: Json): JsonObject => ({ nodeType: "fieldLookup", fieldName });
const literal = (value: Json): JsonObject => ({ nodeType: "literal", value });
const compare = (operator: string, name: string, value: Json) => apply(operator, field(name), literal(value));
const filter = (value: Json): JsonObject => ({ type: "PQL", format: "pql/json", value });
const encode = (value: Json) => encodeURIComponent(Buffer.from(JSON.stringify(value)).toString("base64"));

const content: JsonObject = {
  tables: {
    PEOPLE: {
      columns: [
        { name: "ID", type: "integer" },
        { name: "CITY", type: "string" },
        { name: "AGE", type: "string" },
        { name: "EMPLOYED", type: "boolean" },
        { name: "JOINED", type: "date-time" },
        { name: "HEIGHT", type: "double" },
      ],
      rows: [
        { ID: 1, CITY: "MZN", AGE: "25", EMPLOYED: true, JOINED: "2022-06-22T00:00:00", HEIGHT: 1.5 },
        { ID: 2, CITY: "MUM", AGE: "9", EMPLOYED: false, JOINED: "2022-09-07T00:00:00", HEIGHT: 1.7 },
        { ID: 3, CITY: null, AGE: "42", EMPLOYED: true, JOINED: "2023-01-01T00:00:00", HEIGHT: 1.9 },
      ],
    },
  },
};

async function createConnection(client: Client, connectionSpec: JsonObject): Promise<string> {
  const auth = {
    specName: connectionSpec === snowflake ? "ConnectionString" : "Connection String Based Authentication",
    params: { connectionString: "a-key-for-tests" },
  };
  const { id } = (await client.post(paths.connections, { ...connectionBody, auth, connectionSpec })).body;
  await client.send("PUT", `/_emulator/content/${id}`, content);
  return id;
}

async function explored(client: Client, connectionSpec = snowflake) {
  const path = `${paths.connections}/${await createConnection(client, connectionSpec)}/explore`;
  return (filters: string, rest = "&preview=true") =>
    client.get(`${path}?objectType=table&object=PEOPLE${rest}&filters=${filters}`);
}

test.each<[string, JsonObject, number[]]>([
  ["one condition", compare("=", "city", "MUM"), [2]],
  ["the operator of the guide's table", compare("==", "city", "MUM"), [2]],
  ["a null value, which no comparison finds", compare("!=", "CITY", "MUM"), [1]],
  ["a null value, also in not", apply("NOT", compare("=", "CITY", "MUM")), [1]],
  ["like at the start", compare("like", "city", "M%"), [1, 2]],
  ["like with one character", compare("like", "city", "M_M"), [2]],
  ["like without a pattern", compare("like", "city", "M"), []],
  ["characters of regular expressions in like", compare("like", "city", "M.+"), []],
  ["in", apply("and", compare("in", "city", ["MUM", "DEL"])), [2]],
  ["isNull", apply("isNull", field("city")), [3]],
  ["not null", apply("NOT", apply("isNull", field("city"))), [1, 2]],
  ["numbers in a column of text", compare(">=", "age", 20), [1, 3]],
  ["texts in a column of text", compare(">", "age", "4"), [2, 3]],
  ["a boolean", compare("=", "employed", true), [1, 3]],
  ["a time", compare("<", "joined", "2022-12-31"), [1, 2]],
  [
    "nested conditions",
    apply(
      "and",
      compare(">=", "id", 1),
      compare("<=", "id", 2),
      apply("or", compare("!=", "city", "MZN"), compare("<", "height", 1.6)),
    ),
    [1, 2],
  ],
  ["an unknown part of or", apply("or", compare("=", "city", "MUM"), compare("=", "id", 3)), [2, 3]],
])("a preview shows the rows that fulfil %s", async (_title, value, ids) => {
  const { client } = await start();
  const explore = await explored(client);
  const { status, body } = await explore(encode(filter(value)));
  expect([status, body.data?.map(({ ID }) => ID)]).toEqual([200, ids]);
});

test("shows the structure of a table, with the types of XDM, and no rows without preview", async () => {
  const { client } = await start();
  const explore = await explored(client);
  const { body } = await explore(encode(filter(compare("=", "city", "MUM"))), "");
  expect(body).not.toHaveProperty("data");
  expect(body).toMatchObject({
    schema: {
      columns: expect.arrayContaining([
        { name: "HEIGHT", type: "double", "meta:xdmType": "number", xdm: { type: "number" } },
        {
          name: "JOINED",
          type: "string",
          "meta:xdmType": "date-time",
          xdm: { type: "string", format: "date-time" },
        },
      ]),
    },
  });
});

const invalid: [string, Json, string][] = [
  ["no object", "none", "CONNECTOR-1349-400"],
  ["another type", { ...filter({}), type: "SQL" }, "CONNECTOR-1355-400"],
  ["another format", { ...filter({}), format: "json" }, "CONNECTOR-1356-400"],
  ["no value", { type: "PQL", format: "pql/json" }, "CONNECTOR-1357-400"],
  ["a text as value", filter("city = 'MUM'"), "CONNECTOR-1357-400"],
  ["a value without a node", filter({}), "CONNECTOR-1349-400"],
  ["a literal as condition", filter(literal(1)), "CONNECTOR-1349-400"],
  ["no operator", filter(apply(null, field("city"), literal("M"))), "CONNECTOR-1350-400"],
  ["an unknown operator", filter(compare("between", "city", "M")), "CONNECTOR-1351-400"],
  ["no operand of and", filter(apply("and")), "CONNECTOR-1349-400"],
  ["a column as condition of or", filter(apply("or", field("city"))), "CONNECTOR-1349-400"],
  [
    "two conditions in not",
    filter(apply("not", compare("=", "id", 1), compare("=", "id", 2))),
    "CONNECTOR-1390-400",
  ],
  ["no column", filter(apply("=", literal("MUM"), literal("MUM"))), "CONNECTOR-1349-400"],
  ["an empty name of a column", filter(compare("=", "", "MUM")), "CONNECTOR-1349-400"],
  ["null as value", filter(compare("=", "city", null)), "CONNECTOR-1377-400"],
  ["no value of a comparison", filter(apply("=", field("city"))), "CONNECTOR-1377-400"],
  ["one value of in", filter(compare("in", "city", "MUM")), "CONNECTOR-1349-400"],
  ["no values of in", filter(compare("in", "city", [])), "CONNECTOR-1349-400"],
  ["an array of =", filter(compare("=", "city", ["MUM"])), "CONNECTOR-1349-400"],
  ["a number of like", filter(compare("like", "id", 1)), "CONNECTOR-1349-400"],
];

const code = ({ status, body }: { status: number; body: { type: string } }) => [
  status,
  body.type?.split("/").at(-1),
];

test.each(invalid)(
  "refuses %s in an explore request and in a source connection",
  async (_title, given, expected) => {
    const { client } = await start();
    const explore = await explored(client);
    expect(code(await explore(encode(given)))).toEqual([400, expected]);
    const response = await createSource(client, snowflake, given);
    expect(code(response)).toEqual([400, expected]);
  },
);

async function createSource(client: Client, connectionSpec: JsonObject, filters: Json) {
  return client.post(paths.sources, {
    name: "ACME people",
    baseConnectionId: await createConnection(client, connectionSpec),
    connectionSpec,
    data: { format: "tabular" },
    params: { tableName: "PEOPLE", filters },
  });
}

test.each([
  ["an unknown column", compare("=", "street", "M"), "CONNECTOR-1378-400"],
  ["a text for a column of numbers", compare("=", "id", "1"), "CONNECTOR-1379-400"],
  ["a number for a column of booleans", compare("=", "employed", 1), "CONNECTOR-1379-400"],
])("refuses %s in a preview", async (_title, value, expected) => {
  const { client } = await start();
  const explore = await explored(client);
  expect(code(await explore(encode(filter(value))))).toEqual([400, expected]);
});

test.each(["%7B", "bm90IGpzb24=", "", "*"])("refuses the encoded filter %s", async (filters) => {
  const { client } = await start();
  const explore = await explored(client);
  expect(code(await explore(filters))).toEqual([400, "CONNECTOR-1389-400"]);
});

test("only some sources filter rows, and their connection specs show how", async () => {
  const { client, emulator } = await start();
  const valid = filter(compare("=", "city", "MUM"));
  const explore = await explored(client, mysql);
  expect(code(await explore(encode(valid)))).toEqual([400, "CONNECTOR-1353-400"]);
  expect(code(await createSource(client, mysql, valid))).toEqual([400, "CONNECTOR-1353-400"]);
  emulator.switches.rowFilterSources = "all";
  expect((await explore(encode(valid))).status).toBe(200);
  expect((await createSource(client, mysql, valid)).status).toBe(201);
  const specs = await client.get(
    "/data/foundation/flowservice/connectionSpecs?property=attributes.filterAtSource.enabled==true",
  );
  expect(specs.body.items.map(({ name }) => name).sort()).toEqual([
    "google-big-query",
    "microsoft-dynamics",
    "salesforce",
    "snowflake",
  ]);
  expect(specs.body.items[0]).toMatchObject({
    attributes: {
      filterAtSource: {
        queryLanguage: "SQL",
        comparisonOperators: expect.arrayContaining(["=", "in", "like"]),
      },
    },
  });
});

test("keeps the filter of a source connection, and checks a changed one", async () => {
  const { client } = await start();
  const valid = filter(compare("like", "city", "M%"));
  const { id } = (await createSource(client, snowflake, valid)).body;
  const path = `${paths.sources}/${id}`;
  expect(await client.read(path)).toMatchObject({ params: { tableName: "PEOPLE", filters: valid } });
  const replace = (op: string, value: Json) => client.patch(path, [{ op, path: "/params/filters", value }]);
  expect(code(await replace("replace", filter(apply("and"))))).toEqual([400, "CONNECTOR-1349-400"]);
  expect((await replace("replace", filter(compare("=", "city", "MUM")))).status).toBe(200);
  expect((await replace("remove", null)).status).toBe(200);
  expect(await client.read(path)).toMatchObject({ params: { tableName: "PEOPLE" } });
});

test("compares operators and columns as its switches say", async () => {
  const { client } = await start({
    switches: { rowFilterEquals: "single", rowFilterColumnCase: "compare" },
  });
  const explore = await explored(client);
  const status = async (operator: string, name: string) =>
    code(await explore(encode(filter(compare(operator, name, "MUM")))));
  expect(await status("==", "CITY")).toEqual([400, "CONNECTOR-1351-400"]);
  expect(await status("=", "city")).toEqual([400, "CONNECTOR-1378-400"]);
  expect((await status("=", "CITY"))[0]).toBe(200);
});
