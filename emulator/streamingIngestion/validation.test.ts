import { expect, test } from "vitest";
import type { Json, JsonObject } from "../core/json";
import { paths, start } from "../testing/client.testing";
import { createStream, sendMessage, xdmMessage } from "../testing/streaming.testing";

/** What synchronous validation finds in a value of a field. */
async function violations(field: JsonObject, value: Json): Promise<string[]> {
  const { client } = await start();
  const stream = await createStream(client);
  const path = `${paths.schemas}/${encodeURIComponent(stream.schemaId)}`;
  const patched = await client.send("PATCH", path, [
    { op: "add", path: "/properties/_emulator/properties/field", value: field },
  ]);
  expect(patched.status).toBe(200);
  const sent = await sendMessage(
    `${stream.inletUrl}?syncValidation=true`,
    xdmMessage(stream, { _emulator: { field: value } }),
  );
  const { cause } = (sent.body.report ?? {}) as {
    cause?: { _streamingValidation: { causingExceptions: { message: string }[] }[] };
  };
  return (cause?._streamingValidation ?? []).flatMap(({ causingExceptions }) =>
    causingExceptions.map(({ message }) => message),
  );
}

test.each<[JsonObject, Json, string[]]>([
  [{ type: "string" }, 1, ["expected type: String, found: Long"]],
  [{ type: "string" }, null, ["expected type: String, found: Null"]],
  [{ type: "number" }, "1", ["expected type: Number, found: String"]],
  [{ type: "integer" }, 1.5, ["expected type: Integer, found: Number"]],
  [{ type: "boolean" }, [], ["expected type: Boolean, found: JSONArray"]],
  [{ type: "object" }, 1, ["expected type: JSONObject, found: Long"]],
  [{ type: "integer", minimum: 2, maximum: 3 }, 1, ["1 is not greater or equal to 2"]],
  [{ type: "integer", minimum: 2, maximum: 3 }, 4, ["4 is not less or equal to 3"]],
  [{ type: "integer", minimum: 2, maximum: 3 }, 2, []],
  [{ type: "string", pattern: "^a" }, "ba", ["string [ba] does not match pattern ^a"]],
  [{ type: "string", pattern: "^a" }, "ab", []],
  [{ type: "string", pattern: "(?i)a" }, "b", []],
  [{ type: "string", format: "date-time" }, "yesterday", ["[yesterday] is not a valid date-time"]],
  [{ type: "string", format: "date-time" }, "2026-11-28T22:00:00.000Z", []],
  [{ type: "array", items: { type: "string" } }, ["a", 1], ["expected type: String, found: Long"]],
  [{ type: "array", items: { type: "string" } }, "a", ["expected type: JSONArray, found: String"]],
  [
    { type: "object", required: ["a"], properties: { a: { type: "string" } } },
    { b: 1 },
    ["required key [a] not found", "extraneous key [b] is not permitted"],
  ],
  [
    { type: "array", items: { type: "string" } },
    [1, 2, 3, 4, 5, 6],
    Array.from({ length: 5 }, () => "expected type: String, found: Long"),
  ],
])("finds in a field %j with the value %j: %j", async (field, value, messages) => {
  expect(await violations(field, value)).toEqual(messages);
});
