import { defineConfig } from "vitest/config";
import { LongestFirst } from "./scripts/longest-first.mjs";

// Every run ends with a scan for secrets in everything that was printed, logged, thrown and stored.
const scanned = {
  globalSetup: ["test/support/secretScan.ts"],
  setupFiles: [
    "test/support/evidence.setup.ts",
    "test/support/arbitrary.setup.ts",
    "test/support/lazyRequire.setup.ts",
  ],
};

// Limits for tests that hang. A machine under full load does not reach them: no test depends on its speed.
const patient = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000 } },
};

export default defineConfig({
  test: {
    // More workers than cores: tests often wait, for delayed responses and for processes to start.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{sdk,provider,emulator,cli}/**/*.test.ts",
            "{scripts,bench}/**/*.test.mts",
            "test/{corpus,docs,messages,openapi,support}/**/*.test.ts",
          ],
          ...scanned,
          ...patient,
          // It imports JSON in a way that only bundlers know.
          server: { deps: { inline: ["@actions/workflow-parser"] } },
        },
      },
      {
        test: {
          name: "host",
          include: ["test/{host,model}/**/*.test.ts"],
          ...scanned,
          ...patient,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          ...scanned,
          ...patient,
          // Each file has a browser, which uses several processes.
          maxWorkers: 2,
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
