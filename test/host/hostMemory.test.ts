import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { checkout } from "../support/installedPackage";

const run = promisify(execFile);

/** Sizes of V8's spaces, in megabytes, after a lot of garbage, some of which has been referenced for a while. */
async function spacesAfterGarbage(preparation: string): Promise<{ fresh: number; old: number }> {
  const program = `
    ${preparation}
    const { getHeapSpaceStatistics } = require("node:v8");
    const kept = Array.from({ length: 400_000 }, (_, index) => ({ index }));
    const sizeOf = (name) => getHeapSpaceStatistics().find((space) => space.space_name === name).space_size / 1e6;
    let [recent, round, old] = [[], 0, 0];
    const work = () => {
      recent = [...recent.slice(-20), Array.from({ length: 20_000 }, (_, index) => ({ index, kept: kept[index] }))];
      old = Math.max(old, sizeOf("old_space"));
      if (++round < 500) setTimeout(work, 4);
      else console.log(JSON.stringify({ fresh: sizeOf("new_space"), old }));
    };
    work();
  `;
  const { stdout } = await run(process.execPath, ["-e", program], { cwd: checkout });
  return JSON.parse(stdout);
}

test("The host's memory grows less with garbage than Node's default allows.", async () => {
  const [plain, small] = await Promise.all([
    spacesAfterGarbage(""),
    spacesAfterGarbage(`require("./dist/provider/host/memory").keepMemorySmall();`),
  ]);
  expect(small.fresh).toBeLessThanOrEqual(plain.fresh / 2);
  expect(small.old).toBeLessThan(plain.old);
});
