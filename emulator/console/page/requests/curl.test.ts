import { expect, test } from "vitest";
import { curlOf } from "./curl";

test("quotes for a shell, leaves out what curl sets, and names the token by a variable", () => {
  const command = curlOf(
    {
      number: 1,
      time: 0,
      method: "POST",
      path: "/data/foundation/flowservice/flows?x='1'",
      template: "",
      status: 201,
      durationMs: 1,
      fault: null,
      requestId: "",
      headers: {
        host: "x",
        authorization: "Bearer ***",
        "content-type": "application/json",
        "content-length": "9",
      },
      body: { name: "it's" },
      response: null,
    },
    "http://127.0.0.1:1",
  );
  expect(command).toBe(
    [
      "curl -X POST 'http://127.0.0.1:1/data/foundation/flowservice/flows?x='\\''1'\\'''",
      '-H "authorization: Bearer $ACCESS_TOKEN"',
      "-H 'content-type: application/json'",
      `--data-raw '{"name":"it'\\''s"}'`,
    ].join(" \\\n  "),
  );
});
