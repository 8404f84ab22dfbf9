import { afterAll, beforeAll, expect, it } from "vitest";
import { blocksOf } from "../support/docs/page";
import { Reader } from "../support/docs/reader";

const blocks = blocksOf("tutorial.md");
const steps = [...new Set(blocks.map(({ section }) => section))];

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(() => reader.close());

it("the tutorial has six steps, and its first program has ten lines", () => {
  expect(steps.map((step) => /^\d/.exec(step)?.[0])).toEqual(["1", "2", "3", "4", "5", "6"]);
  const first = blocks.find(({ language }) => language === "ts");
  expect(first?.text.trimEnd().split("\n")).toHaveLength(10);
});

// Each step continues where the one before ended, as for a reader.
it.each(steps)("the step %s works and prints what the page shows", async (step) => {
  await reader.follow(blocks.filter(({ section }) => section === step));
});
