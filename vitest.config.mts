import { defineConfig } from "vitest/config";

// Every run ends with a look for secrets in all that was printed, logged, thrown and stored.
const scanned = {
  globalSetup: ["test/support/secretScan.ts"],
  setupFiles: ["test/support/evidence.setup.ts"],
};

export default defineConfig({
  test: {
    // Much of the time is waiting: for answers that come late on purpose, for a process to start.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{sdk,provider,emulator,cli}/**/*.test.ts",
            "{scripts,bench}/**/*.test.mts",
            "test/{docs,support}/**/*.test.ts",
          ],
          ...scanned,
          // It imports JSON in a way that only bundlers know.
          server: { deps: { inline: ["@actions/workflow-parser"] } },
        },
      },
      {
        test: {
          name: "host",
          include: ["test/host/**/*.test.ts"],
          ...scanned,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          ...scanned,
          globalSetup: [...scanned.globalSetup, "test/support/installedPackage.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Each file runs whole Pulumi stacks, which wait for each other's processes half of the time.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "long",
          include: ["test/long/**/*.test.ts"],
          ...scanned,
          globalSetup: [...scanned.globalSetup, "test/support/installedPackage.ts"],
          testTimeout: 900_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
