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
    "type           name    property  recorded   on the service",
    'aep:Flow       orders  state     "enabled"  "disabled"',
    'aep:Flow       orders  labels    -          ["a","b"]',
    "aws:s3:Bucket  b                            gone",
    "aep:Flow       c                            changed",
  ]);
});

test("Long values are shortened to one line.", () => {
  const properties = [{ path: "description", recorded: `a\nb${"x".repeat(100)}`, service: "c" }];
  const [, line = ""] = tableOf([{ ...resource, change: "changed", properties }]);
  expect(line).toContain(`"a\\nb${"x".repeat(42)}…  "c"`);
});

test("Values and unusual names are quoted, so that they cannot look like other columns or lines.", () => {
  const properties = [
    { path: "a", recorded: "-", service: "gone  aep:Flow" },
    { path: "b", recorded: 15, service: "15" },
    { path: "c", recorded: "[secret]", service: "[secret]" },
  ];
  const lines = tableOf([{ ...resource, name: "a  gone\nb", change: "changed", properties }]);
  expect(lines.slice(1)).toEqual([
    'aep:Flow  "a  gone\\nb"  a         "-"       "gone  aep:Flow"',
    'aep:Flow  "a  gone\\nb"  b         15        "15"',
    'aep:Flow  "a  gone\\nb"  c         [secret]  [secret]',
  ]);
});
