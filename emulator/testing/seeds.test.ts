import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { connectionBody } from "./bodies.testing";
import { paths, start } from "./client.testing";

const seedRun: JsonObject = {
  createdAt: 1596656079576,
  updatedAt: 1596656113526,
  createdBy: "{CREATED_BY}",
  updatedBy: "{UPDATED_BY}",
  createdClient: "{CREATED_CLIENT}",
  updatedClient: "{UPDATED_CLIENT}",
  sandboxId: "1bd86660-c5da-11e9-93d4-6d5fc3a66a8e",
  sandboxName: "prod",
  id: "9830305a-985f-47d0-b030-5a985fd7d004",
  flowId: "c9cef9cb-c934-4467-8ef9-cbc934546741",
  etag: '"b8003af1-0000-0200-0000-5f2b09f10000"',
  metrics: {
    durationSummary: {
      startedAtUTC: 1596656058198,
      completedAtUTC: 1596656113306,
    },
    sizeSummary: {
      inputBytes: 24012,
      outputBytes: 17128,
    },
    recordSummary: {
      inputRecordCount: 100,
      outputRecordCount: 99,
      failedRecordCount: 1,
    },
    fileSummary: {
      inputFileCount: 1,
      outputFileCount: 1,
      activityRefs: ["promotionActivity"],
    },
    statusSummary: {
      status: "success",
      errors: [
        {
          code: "CONNECTOR-2001-500",
          message: "The promotion had an error",
        },
      ],
      activityRefs: ["promotionActivity"],
    },
  },
  activities: [
    {
      id: "copyActivity",
      updatedAtUTC: 1596656095088,
      durationSummary: {
        startedAtUTC: 1596656058198,
        completedAtUTC: 1596656089650,
        extensions: {
          windowStart: 1596653708000,
          windowEnd: 1596655508000,
        },
      },
      sizeSummary: {
        inputBytes: 24012,
        outputBytes: 24012,
      },
      recordSummary: {},
      fileSummary: {
        inputFileCount: 1,
        outputFileCount: 1,
      },
      statusSummary: {
        status: "success",
        extensions: {
          type: "one-time",
        },
      },
      sourceInfo: [
        {
          id: "c0e18602-f9ea-44f9-a186-02f9ea64f9ac",
          type: "SourceConnection",
          reference: {
            type: "AdfRunId",
            ids: ["8a8eb0cc-e283-4605-ac70-65a5adb1baef"],
          },
        },
      ],
    },
    {
      id: "promotionActivity",
      updatedAtUTC: 1596656113485,
      durationSummary: {
        startedAtUTC: 1596656095333,
        completedAtUTC: 1596656113306,
      },
      sizeSummary: {
        inputBytes: 24012,
        outputBytes: 17128,
      },
      recordSummary: {
        inputRecordCount: 100,
        outputRecordCount: 99,
        failedRecordCount: 1,
      },
      fileSummary: {
        inputFileCount: 2,
        outputFileCount: 1,
        extensions: {
          manifest: {
            fileInfo:
              "https://platform.example.com/data/foundation/export/batches/01EF01X41KJD82Y9ZX6ET54PCZ/meta?path=input_files",
          },
        },
      },
      statusSummary: {
        status: "success",
        errors: [
          {
            code: "CONNECTOR-2001-500",
            message: "The promotion had an error",
          },
        ],
        extensions: {
          manifest: {
            failedRecords:
              "https://platform.example.com/data/foundation/export/batches/01EF01X41KJD82Y9ZX6ET54PCZ/meta?path=row_errors",
            sampleErrors:
              "https://platform.example.com/data/foundation/export/batches/01EF01X41KJD82Y9ZX6ET54PCZ/meta?path=row_error_samples.json",
          },
          errors: [
            {
              code: "INGEST-1212-400",
              message: "One row of 100 was left out",
            },
            {
              code: "MAPPER-3700-400",
              recordCount: 1,
              message: "A mapping failed",
            },
          ],
        },
      },
      targetInfo: [
        {
          id: "47166b83-01c7-4b65-966b-8301c70b6562",
          type: "TargetConnection",
          reference: {
            type: "Batch",
            ids: ["01EF01X41KJD82Y9ZX6ET54PCZ"],
          },
        },
      ],
    },
  ],
};

test("flow-service-template.md, Monitor your dataflow: a successful run that lists errors", async () => {
  const { client } = await start();
  expect((await client.post("/_emulator/runs", seedRun)).status).toBe(200);
  const response = await client.get(`${paths.runs}?property=flowId==c9cef9cb-c934-4467-8ef9-cbc934546741`);
  expect(response.body).toEqual({ items: [seedRun], _links: {} });
});

test("flow-service-template.md, Explore your source spec: an API's response", async () => {
  const { client } = await start();
  const members = {
    members: [{ id: "1", tags: [], stats: { avg_open_rate: 0 } }],
    list_id: "acme",
    total_items: 1,
  };
  const spec = "6360f136-5980-4111-8bdf-15d29eab3b5a";
  await client.send("PUT", `/_emulator/content/${spec}`, {
    rest: { json: members },
    files: { "campaigns/opened.json": "[]" },
  });
  const { id } = (
    await client.post(paths.connections, {
      ...connectionBody,
      connectionSpec: { id: spec, version: "1.0" },
      auth: {
        specName: "OAuth generic-rest-connector",
        params: { accessToken: "not-a-token", refreshToken: "", expirationDate: "-1" },
      },
    })
  ).body;
  const explore = async (query: string) =>
    (await client.get(`${paths.connections}/${id}/explore?${query}`)).body;
  expect(await explore("objectType=file&object=json&fileType=json&server=us6&listId=10c097ca71")).toEqual({
    data: [members],
  });
  expect(await explore("objectType=root")).toMatchObject([{ type: "folder", name: "campaigns" }]);
  expect(await explore("objectType=folder&object=campaigns")).toMatchObject([
    { path: "campaigns/opened.json" },
  ]);
});
