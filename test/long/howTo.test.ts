import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, expect, it } from "vitest";
import { followedPages } from "../support/docs/howTo";
import { blocksOf } from "../support/docs/page";
import { Reader } from "../support/docs/reader";

let reader: Reader | undefined;
afterEach(() => reader?.close());

const hasPython = () =>
  promisify(execFile)("python3", ["--version"]).then(
    () => true,
    () => false,
  );

it.for(followedPages)(
  "the commands of docs/$page work after step $step of the tutorial",
  async ({ page, step }, { skip }) => {
    const all = blocksOf(page);
    expect(all.length).toBeGreaterThan(1);
    const inPython = new Set(
      all.filter(({ language }) => language === "python").map(({ section }) => section),
    );
    const omitted = inPython.size === 0 || (await hasPython()) ? new Set<string>() : inPython;
    reader = await Reader.startAfterStep(step);
    await reader.follow(all.filter(({ section }) => !omitted.has(section)));
    if (omitted.size > 0) {
      skip(
        `python3 is not installed, so of docs/${page} everything was followed except ${[...omitted].join(", ")}`,
      );
    }
  },
);
