import fc from "fast-check";
import { expect, test } from "vitest";
import { constantPath, path, withQuery } from "./path";

const origin = "https://service.example";
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom(
    "..",
    ".",
    "../..",
    "//evil.example",
    "/etc",
    "?a=b",
    "#x",
    "%2e%2e",
    "a\\..\\b",
    "\t..",
    "\ud800",
  ),
);

test("A value is always one segment: it cannot change host, depth or query.", () => {
  fc.assert(
    fc.property(
      anyText.filter((text) => !["", ".", ".."].includes(text)),
      (id) => {
        const url = new URL(origin + path`/flows/${id}/action`);
        expect(url.origin).toBe(origin);
        expect(url.search + url.hash).toBe("");
        const segments = url.pathname.split("/");
        expect(segments).toEqual(["", "flows", segments[2], "action"]);
        expect(decodeURIComponent(segments[2] ?? "")).toBe(id.toWellFormed());
      },
    ),
    { numRuns: 1_000 },
  );
});

test.each(["", ".", ".."])("A value %o, which would change the path, is refused.", (value) => {
  expect(() => path`/flows/${value}`).toThrow(/cannot be part of a URL path/);
});

test("A path within a path is not escaped again.", () => {
  const base = path`/data/${"a b"}`;
  expect(path`${base}/${"c/d"}`.toString()).toBe("/data/a%20b/c%2Fd");
});

test("Query values are escaped, repeated for a list, and left out when undefined.", () => {
  const url = withQuery(path`/flows`, { property: ['name=="a&b"', "x==1"], limit: 100, token: undefined });
  expect(url.toString()).toBe("/flows?property=name%3D%3D%22a%26b%22&property=x%3D%3D1&limit=100");
  expect(withQuery(path`/flows`, { property: undefined, list: [] }).toString()).toBe("/flows");
});

test("A query value arrives unchanged and adds no other parameter.", () => {
  fc.assert(
    fc.property(anyText, (value) => {
      const url = new URL(origin + withQuery(path`/flows`, { value }));
      expect([...url.searchParams]).toEqual([["value", value.toWellFormed()]]);
      expect(url.pathname + url.hash).toBe("/flows");
    }),
  );
});

test.each([
  ["/explore?object=a&filters=eyJ0eXBlIjoi&preview=true", "/explore?object=a&filters=…&preview=true"],
  [`/flows?property=${"p".repeat(200)}&limit=1`, "/flows?property=…&limit=1"],
  [`/flows?property=${"p".repeat(199)}`, `/flows?property=${"p".repeat(199)}`],
  ["/flows/a?op=enable", "/flows/a?op=enable"],
])("In messages, %s is %s.", (text, shown) => {
  expect(constantPath(text as `/${string}`).shown).toBe(shown);
});
