import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { definitions } from "../resources";
import { filled, refused } from "./refusal";

const provider = path.resolve(__dirname, "..");

/** Sources of what is refused for one kind only, by their path. */
const sources = new Map(
  globSync("{resources,approval}/**/*.ts", { cwd: provider })
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => [file.replaceAll("\\", "/"), readFileSync(path.join(provider, file), "utf8")]),
);

test("Values take the places in a text, in their order, and may contain the same character.", () => {
  expect(filled("Restore … and ….", "a…b", "c")).toBe("Restore a…b and c.");
  expect(filled("no values", "a")).toBe("no values");
  expect(filled("… and …", "a")).toBe("a and …");
});

test("An error contains the advice of its refusal, unless it knows better.", () => {
  const refusal = { step: "up", title: "It is late", advice: "Wait." } as const;
  expect(refused(refusal, { what: "AEP is late." }).message).toBe("AEP is late.\nWait.");
  expect(refused(refusal, { what: "AEP is late.", advice: "Wait 5 s." }).message).toBe(
    "AEP is late.\nWait 5 s.",
  );
});

/** Errors that no refusal describes, by file, with the reason. */
const withoutRefusal: Readonly<Record<string, string>> = {
  "resources/flow/startedFlow.ts": "one error for all of `afterStart`, with the advice of each",
  "resources/rowExpiration.ts": "a dataset that somebody else has deleted: docs/faults.md",
  "resources/rules/connectionState.ts": "a connection that somebody else has deleted: docs/faults.md",
  "resources/azurePrivateEndpointApproval.ts": "an error of the network again, without its type",
  "approval/approval.ts": "check refuses such ids before",
};

test("An error about one kind of resource comes from a refusal, which the reference shows.", () => {
  const own = [...sources].flatMap(([file, text]) => (text.includes("new Problem(") ? [file] : []));
  expect(own.toSorted()).toEqual(Object.keys(withoutRefusal).toSorted());
});

test("Each refusal is listed by a definition.", async () => {
  const all = await Promise.all(Object.values(definitions).map((load) => load()));
  const listed = new Set(all.flatMap(({ refusals = [] }) => refusals.map(({ title }) => title)));
  const written = [...sources.values()].flatMap((text) =>
    [...text.matchAll(/step: "(?:preview|up|deletion)",\s+title:\s+(["'])(?<title>.*?)\1,/g)].map(
      ({ groups }) => groups?.title,
    ),
  );
  expect(written.length).toBeGreaterThan(25);
  expect(written.toSorted()).toEqual([...listed].toSorted());
});
