import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { connectionBody } from "../testing/bodies.testing";
import { paths, start } from "../testing/client.testing";

const landingZone = "26f526f2-58f4-4712-961d-e41bf1ccc0e8";

const type = (body: unknown) => (body as { type?: string }).type?.split("/").at(-1);

test("shows the paths of the landing zone with its container, and reads them with or without it", async () => {
  const { client, emulator } = await start();
  const explore = async (query: string) =>
    (await client.get(`/data/foundation/flowservice/connectionSpecs/${landingZone}/explore?${query}`)).body;
  expect(await explore("objectType=root")).toEqual([]);
  const files = { "data.csv": "Id\n1\n", "dlz-user-container/old/a.csv": "Id\n2\n" };
  await client.send("PUT", `/_emulator/content/${landingZone}`, { files });
  expect(await explore("objectType=root")).toMatchObject([
    { type: "file", name: "data.csv", path: "dlz-user-container/data.csv", canPreview: true },
    { type: "folder", name: "old", path: "dlz-user-container/old/", canPreview: false },
  ]);
  expect(await explore("objectType=folder&object=dlz-user-container/old/")).toMatchObject([
    { type: "file", path: "dlz-user-container/old/a.csv" },
  ]);
  const preview = async (object: string) =>
    (await explore(`objectType=file&object=${object}&fileType=delimited&preview=true`)).data;
  expect(await preview("dlz-user-container/data.csv")).toEqual([{ Id: "1" }]);
  expect(await preview("/old/a.csv")).toEqual([{ Id: "2" }]);
  emulator.switches.landingZonePaths = "bare";
  expect(await explore("objectType=root")).toMatchObject([
    { path: "data.csv" },
    { type: "folder", path: "dlz-user-container" },
  ]);
});

async function explored(content: JsonObject) {
  const { client } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  await client.send("PUT", `/_emulator/content/${id}`, content);
  return async (query: string) => (await client.get(`${paths.connections}/${id}/explore?${query}`)).body;
}

test("splits a file at commas, unless its properties are given or determined", async () => {
  const explore = await explored({ files: { "a.tsv": "Id\tName\n1\tA\n" } });
  const rows = async (query: string) =>
    (await explore(`objectType=file&object=a.tsv&preview=true&${query}`)).data;
  const split = [{ Id: "1", Name: "A" }];
  expect(await rows("fileType=delimited")).toEqual([{ "Id\tName": "1\tA" }]);
  expect(await rows("fileType=delimited&columnDelimiter=%09")).toEqual(split);
  expect(await rows("fileType=delimited&columnDelimiter=%5Ct")).toEqual(split);
  expect(await rows("determineProperties=true")).toEqual(split);
});

test("knows the documented types of compression and encodings, in any case", async () => {
  const explore = await explored({ files: { "a.csv": "Id\n1\n" } });
  const file = "objectType=file&object=a.csv&fileType=delimited";
  expect(await explore(`${file}&compressionType=GZIP&encoding=iso-8859-1`)).toMatchObject({
    properties: { compressionType: "gzip", encoding: "ISO-8859-1" },
  });
  expect(type(await explore(`${file}&compressionType=zip`))).toBe("CONNECTOR-1312-400");
  expect(type(await explore(`${file}&encoding=UTF-16`))).toBe("CONNECTOR-1312-400");
});

test("shows at most 100 rows of a preview", async () => {
  const lines = Array.from({ length: 150 }, (_, index) => String(index));
  const explore = await explored({ files: { "a.csv": ["Id", ...lines].join("\n") } });
  const { data } = await explore("objectType=file&object=a.csv&fileType=delimited&preview=true");
  expect(data).toHaveLength(100);
});

test("accepts parameters for an API as JSON in Base64", async () => {
  const explore = await explored({ rest: { json: [{ id: 1 }] } });
  const rest = async (value: string) =>
    explore(`objectType=rest&object=json&fileType=json&preview=true&sourceParams=${value}`);
  const encoded = (value: string) => encodeURIComponent(Buffer.from(value).toString("base64"));
  expect(await rest(encoded('{"campaignId":"c66a200cda"}'))).toEqual({ data: [{ id: 1 }] });
  expect(type(await rest(encoded("[1]")))).toBe("CONNECTOR-1312-400");
  expect(type(await rest("%7Bcampaign"))).toBe("CONNECTOR-1389-400");
});
