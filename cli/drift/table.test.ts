import { expect, test } from "vitest";
import { tableOf } from "./table";

const resource = { urn: "u", id: "1", type: "pulumi-nodejs:dynamic/aep:Flow", name: "orders" };

test("Each property has one line, and so has a resource that is gone.", () => {
  const properties = [
    { path: "state", recorded: "enabled", service: "disabled" },
    { path: "labels", service: ["a", "b"] },
  ];
  expect(
    tableOf([
      { ...resource, change: "changed", properties },
      { ...resource, type: "aws:s3:Bucket", name: "b", change: "gone", properties: [] },
      { ...resource, name: "c", change: "changed", properties: [] },
    ]),
  ).toEqual([
    "type           name    property  recorded  on the service",
    "aep:Flow       orders  state     enabled   disabled",
    'aep:Flow       orders  labels    -         ["a","b"]',
    "aws:s3:Bucket  b                           gone",
    "aep:Flow       c                           changed",
  ]);
});

test("Long values are shortened to one line.", () => {
  const properties = [{ path: "description", recorded: `a\nb${"x".repeat(100)}`, service: "c" }];
  const [, line = ""] = tableOf([{ ...resource, change: "changed", properties }]);
  expect(line).toContain(`a b${"x".repeat(44)}…  c`);
});
