import { afterEach, expect, it } from "vitest";
import { followedPages } from "../support/docs/howTo";
import { blocksOf } from "../support/docs/page";
import { Reader } from "../support/docs/reader";

let reader: Reader | undefined;
afterEach(() => reader?.close());

it.each(followedPages)(
  "the commands of docs/$page work after step $step of the tutorial",
  async ({ page, step }) => {
    const blocks = blocksOf(page);
    expect(blocks.length).toBeGreaterThan(1);
    reader = await Reader.startAfterStep(step);
    await reader.follow(blocks);
  },
);
