import { expect, test } from "vitest";
import type { JsonObject } from "../../values/json";
import { flowRun } from "./runs";

const startedAt = 1_596_656_058_198;

/** A run in the shape of Adobe's monitoring guide. */
function run(statusSummary: JsonObject, more: JsonObject = {}): JsonObject {
  return { createdAt: 1, metrics: { durationSummary: { startedAtUTC: startedAt }, statusSummary }, ...more };
}

test.each<[string, JsonObject, object | undefined]>([
  [
    "a failure",
    run({ status: "failed", errors: [{ code: "CONNECTOR-2001-500", message: "No access." }] }),
    { startedAt, result: "failed", errors: ["CONNECTOR-2001-500: No access."] },
  ],
  [
    "a success with errors",
    run({ status: "success", errors: [{ code: "C-1", message: "m" }] }),
    { startedAt, result: "succeeded", errors: ["C-1: m"] },
  ],
  ["a status in capitals", run({ status: "FAILED" }), { startedAt, result: "failed", errors: [] }],
  ["a partial success", run({ status: "partialSuccess" }), { startedAt, result: "succeeded", errors: [] }],
  ["a run in progress", run({ status: "inProgress" }), { startedAt, result: "pending", errors: [] }],
  [
    "a run without metrics",
    { createdAt: "77", status: "failed" },
    { startedAt: 77, result: "failed", errors: [] },
  ],
  ["a run without a time", { metrics: { statusSummary: { status: "failed" } } }, undefined],
  [
    "errors of activities, which come first, each once",
    run(
      { status: "failed", errors: [{ message: "Error occurred at promotion activity." }] },
      {
        activities: [
          {
            statusSummary: {
              status: "failed",
              errors: [{ message: "Error occurred at promotion activity." }],
              extensions: { errors: [{ code: "MAPPER-3700-400", message: "Mapper Transform Error" }] },
            },
          },
        ],
      },
    ),
    {
      startedAt,
      result: "failed",
      errors: ["Error occurred at promotion activity.", "MAPPER-3700-400: Mapper Transform Error"],
    },
  ],
  [
    "reasons, which say more than the message",
    run({
      status: "failed",
      errors: [
        {
          code: "CONNECTOR-2011-403",
          message: "Failed",
          report: { additionalDetails: [{ errorReason: "AccountKey=abcdefgh;no access" }] },
        },
      ],
      report: { additionalDetails: [{ errorReason: "The container is gone" }] },
    }),
    {
      startedAt,
      result: "failed",
      errors: ["The container is gone", "CONNECTOR-2011-403: AccountKey=[secret];no access"],
    },
  ],
  [
    "unexpected shapes",
    run(
      { status: "failed", errors: "none", report: [], extensions: 7 },
      { activities: [1, { statusSummary: "x" }] },
    ),
    { startedAt, result: "failed", errors: [] },
  ],
])("A run is read: %s.", (_case, entity, expected) => {
  expect(flowRun(entity)).toEqual(expected);
});
