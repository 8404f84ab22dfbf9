// The order of test files. A long file that starts last keeps one core busy while the others have nothing left to do.
import { relative } from "node:path";
import { BaseSequencer } from "vitest/node";
import { checkout } from "./paths.mjs";

/** Files that take 10 seconds or more, the longest first. Their size says little: some only call cases of `test/support/`. */
export const longFiles = [
  "test/engine/tutorial.test.ts",
  "test/engine/wholePipeline.test.ts",
  "test/engine/export.test.ts",
  "test/engine/privateLink.test.ts",
  "test/engine/pipeline.test.ts",
  "test/engine/killed.test.ts",
  "test/engine/quickStart.test.ts",
  "test/engine/drift.test.ts",
  "test/browser/views.test.ts",
  "test/host/faultAtEveryStep.test.ts",
  "test/engine/console.test.ts",
  "test/engine/typeScript.test.ts",
  "test/host/lostResponse.test.ts",
  "test/engine/packageManagers.test.ts",
  "test/host/lifecycle.test.ts",
  "test/host/madconnectConnection.test.ts",
  "test/host/twoProviders.test.ts",
  "test/host/terminal.test.ts",
  "scripts/command.test.mts",
  "test/host/engineGone.test.ts",
  "test/host/rateLimit.test.ts",
];

/** Starts the long files first. The others follow as Vitest orders them: by their last duration, or by size in a new clone. */
export class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import("vitest/node").TestSpecification[]} files
   */
  async sort(files) {
    const places = new Map(longFiles.map((file, index) => [file, index]));
    const placeOf = (/** @type {import("vitest/node").TestSpecification} */ { moduleId }) =>
      places.get(relative(checkout, moduleId).replaceAll("\\", "/")) ?? longFiles.length;
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
