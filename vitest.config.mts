import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{sdk,provider,emulator}/**/*.test.ts",
            "scripts/**/*.test.mts",
            "test/docs/**/*.test.ts",
          ],
        },
      },
      {
        test: {
          name: "host",
          include: ["test/host/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          globalSetup: "test/support/installedPackage.ts",
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Each file runs whole Pulumi stacks; side by side on two cores they only slow each other down.
          fileParallelism: false,
        },
      },
    ],
  },
});
