import { defineConfig } from "vitest/config";

// npm run test:live: against the real services, with your own credentials; not part of npm test.
export default defineConfig({
  test: {
    include: ["test/live/**/*.live.ts"],
    globalSetup: ["test/support/secretScan.ts"],
    setupFiles: ["test/support/evidence.setup.ts", "test/support/lazyRequire.setup.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
