import { expect, test } from "vitest";
import { profileClass } from "../testing/bodies.testing";
import { paths, start } from "../testing/client.testing";
import {
  createResource,
  dataTypeBody,
  errorType,
  pathOf,
  registryPaths,
  schemaOf,
} from "../testing/registry.testing";
import { registryKindNames } from "./kinds";

const rename = [{ op: "replace", path: "/title", value: "B" }];

test.each(registryKindNames)(
  "refuses JSON Patch with its own content type for %s, unless a switch is set",
  async (kind) => {
    const { client, emulator } = await start();
    const planted = (
      await client.post(`/_emulator/${kind}`, { ...schemaOf("A", profileClass), "meta:intendedToExtend": [] })
    ).body;
    const patch = () =>
      client.send("PATCH", pathOf(kind, planted), rename, { "content-type": "application/json-patch+json" });
    const response = await patch();
    expect([response.status, response.body.detail]).toEqual([
      415,
      "Content-Type 'application/json-patch+json' is not supported.",
    ]);
    emulator.switches.registryJsonPatchType = "accept";
    expect((await patch()).status).not.toBe(415);
  },
);

test.each(["application/vnd.adobe.xed+json; version=1", "application/vnd.adobe.xdm+json", "text/plain"])(
  "refuses new resources with the content type %s",
  async (type) => {
    const { client } = await start();
    for (const path of [registryPaths.schemas, paths.descriptors]) {
      const response = await client.send("POST", path, schemaOf("A", profileClass), { "content-type": type });
      expect(response.status, path).toBe(415);
    }
  },
);

test("accepts new resources as xed by switch, and json with parameters always", async () => {
  const { client } = await start({ switches: { registryXedContentType: "accept" } });
  const send = async (title: string, type: string) =>
    (await client.send("POST", registryPaths.dataTypes, dataTypeBody(title), { "content-type": type }))
      .status;
  expect(await send("A", "application/vnd.adobe.xed+json; version=1")).toBe(201);
  expect(await send("B", "application/json; charset=utf-8")).toBe(201);
  expect(await send("C", "application/vnd.adobe.xdm+json")).toBe(415);
});

test.each(["full-flat", "deprecated"])(
  "accepts the undocumented form %s, unless a switch is set",
  async (form) => {
    const { client, emulator } = await start();
    const created = await createResource(client, "dataTypes", dataTypeBody("A"));
    const read = () =>
      client.getSchema(pathOf("dataTypes", created), `application/vnd.adobe.xdm-${form}+json; version=1`);
    expect((await read()).status).toBe(200);
    emulator.switches.undocumentedAcceptForms = "refuse";
    expect((await read()).body.type).toBe(errorType("XDM-1007-400"));
  },
);

test.each([
  [
    "additionalDetails",
    {
      "detailed-message": "Schema validation error",
      additionalDetails: [{ errorReason: expect.stringContaining("type") }],
    },
  ],
  [
    "details",
    {
      "detailed-message": "Schema validation error",
      details: [{ message: expect.stringContaining("type") }],
    },
  ],
  ["detail", { "detailed-message": expect.stringContaining("type") }],
] as const)("has the reason of a refusal in %s by switch", async (place, report) => {
  const { client } = await start({ switches: { registryErrorReason: place } });
  const { body } = await client.post(registryPaths.dataTypes, { title: "A" });
  expect(body).toMatchObject({
    title: "Schema validation error",
    detail: report["detailed-message"],
    report,
  });
});
