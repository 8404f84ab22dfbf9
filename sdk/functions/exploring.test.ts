import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { functionsBed } from "../../test/support/functionsBed";
import { createBase } from "../../test/support/resourceCases";
import * as aep from "..";

const bed = functionsBed();

/** The query of the last request. */
async function lastQuery(): Promise<Record<string, string>> {
  const line = (await bed.plain.requestLines()).at(-1) ?? "";
  return Object.fromEntries(new URLSearchParams(line.slice(line.indexOf("?") + 1)));
}

/** Replaces the response to the next request below a path. */
function respond(path: string, body: unknown): Promise<unknown> {
  return bed.plain.admin("POST", "faults", { method: "GET", path, kind: "answer", status: 200, body });
}

const flowService = "/data/foundation/flowservice";
const landingZone = "26f526f2-58f4-4712-961d-e41bf1ccc0e8";

const byCity = {
  type: "PQL",
  format: "pql/json",
  value: {
    nodeType: "fnApply",
    fnName: "=",
    params: [
      { nodeType: "fieldLookup", fieldName: "city" },
      { nodeType: "literal", value: "Zürich" },
    ],
  },
} as const satisfies aep.RowFilter;

/** The query parameter of a filter, decoded. */
const decoded = (filters: string | undefined) =>
  JSON.parse(Buffer.from(String(filters), "base64").toString("utf8"));

it("explores a source without base connections by its connection spec", async () => {
  const entries = [{ type: "file", name: "account.csv", path: "dlz-user-container/account.csv" }];
  await respond(`${flowService}/connectionSpecs/${landingZone}/explore`, entries);
  expect(await aep.exploreConnectionSpec({ id: landingZone, objectType: "root" })).toEqual(entries);
  expect(await bed.plain.requestLines()).toEqual([
    `GET /connectionSpecs/${landingZone}/explore?objectType=root`,
  ]);
});

it("previews a file, whose properties the service detects unless they are given", async () => {
  const id = await createBase(bed.plain);
  await bed.plain.admin("PUT", `content/${id}`, { files: { "orders/a.csv": "Id;Name\n1;ACME\n" } });
  const file = { connectionId: id, path: "/orders/a.csv" };
  const given = await aep.previewFile({ ...file, fileType: "delimited", columnDelimiter: ";" });
  expect(given).toMatchObject({
    schema: { columns: [{ name: "Id" }, { name: "Name" }] },
    data: [{ Id: "1", Name: "ACME" }],
  });
  const query = { objectType: "file", object: "/orders/a.csv", preview: "true" };
  expect(await lastQuery()).toEqual({ ...query, fileType: "delimited", columnDelimiter: ";" });
  const detected = await aep.previewFile(file);
  expect(await lastQuery()).toEqual({ ...query, determineProperties: "true" });
  expect(detected).toMatchObject({ data: given.data, properties: { columnDelimiter: ";" } });
});

it("previews a file of a source without base connections", async () => {
  await respond(`${flowService}/connectionSpecs`, { schema: { columns: [] }, data: [] });
  await aep.previewFile({ connectionSpecId: landingZone, path: "dlz/a.json", fileType: "json" });
  const [line] = await bed.plain.requestLines();
  expect(line).toMatch(`GET /connectionSpecs/${landingZone}/explore?`);
  expect(await lastQuery()).toMatchObject({ object: "dlz/a.json", fileType: "json" });
});

it("previews the rows of a table that match a filter, which is sent as Base64", async () => {
  const id = await createBase(bed.plain);
  const preview = {
    format: "flat",
    schema: { columns: [{ name: "city", type: "string" }] },
    data: [{ city: "Zürich" }],
  };
  await respond(`${flowService}/connections/${id}/explore`, preview);
  expect(await aep.previewTable({ connectionId: id, tableName: "acme.orders", filters: byCity })).toEqual(
    preview,
  );
  const { filters, ...query } = await lastQuery();
  expect(query).toEqual({ objectType: "table", object: "acme.orders", preview: "true" });
  expect(decoded(filters)).toEqual(byCity);
  await respond(`${flowService}/connections/${id}/explore`, preview);
  await aep.exploreConnection({
    id,
    objectType: "table",
    object: "acme.orders",
    preview: true,
    filters: byCity,
  });
  expect(decoded((await lastQuery()).filters)).toEqual(byCity);
});

it("takes filters with outputs of resources", async () => {
  const id = await createBase(bed.plain);
  await respond(`${flowService}/connections/${id}/explore`, { data: [{ city: "Zürich" }] });
  const found = aep.previewTableOutput({
    connectionId: pulumi.output(id),
    tableName: "acme.orders",
    filters: {
      ...byCity,
      value: {
        nodeType: "fnApply",
        fnName: "=",
        params: [
          { nodeType: "fieldLookup", fieldName: pulumi.output("city") },
          { nodeType: "literal", value: pulumi.output("Zürich") },
        ],
      },
    },
  });
  const result = await new Promise((resolve) => {
    found.apply(resolve);
  });
  expect(result).toEqual({ schema: { columns: [] }, data: [{ city: "Zürich" }] });
  expect(decoded((await lastQuery()).filters)).toEqual(byCity);
});

it("shows the older shape of a structure like the newer one, and rejects other responses", async () => {
  const columns = [{ name: "Id", type: "String" }];
  const file = { connectionSpecId: landingZone, path: "dlz/a.csv" };
  await respond(`${flowService}/connectionSpecs`, columns);
  expect(await aep.previewFile(file)).toEqual({ schema: { columns }, data: [] });
  await respond(`${flowService}/connectionSpecs`, "nothing");
  await expect(aep.previewFile(file)).rejects.toThrow(
    "previewFile: the service returned neither columns nor data.",
  );
});

it("requires exactly one source of a preview", async () => {
  const both = { connectionId: "a", connectionSpecId: "b", path: "c" };
  for (const args of [both, { path: "c" }]) {
    await expect(aep.previewFile(args as unknown as aep.PreviewFileArgs)).rejects.toThrow(
      "previewFile requires either connectionId or connectionSpecId.",
    );
  }
  expect(await bed.plain.requestLines()).toEqual([]);
});
