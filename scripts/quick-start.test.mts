import { expect, test } from "vitest";
import { quickStartEnvironment } from "./quick-start.mjs";

test("settings of the shell for real services do not reach the quick-start", () => {
  const environment = quickStartEnvironment({
    PATH: "/bin",
    AEP_CLIENT_SECRET: "real",
    AEP_ACCESS_TOKEN: "real",
    MADCONNECT_URL: "real",
    ARM_CLIENT_SECRET: "real",
    AZURE_CONFIG_DIR: "real",
    PULUMI_ACCESS_TOKEN: "real",
    PULUMI_STACK: "real",
  });
  expect(Object.values(environment)).not.toContain("real");
  expect(environment).toMatchObject({ PATH: "/bin", AEP_CLIENT_SECRET: "emulator-secret" });
  expect(environment.PULUMI_BACKEND_URL).toMatch(/^file:\/\/.*\.pulumi-local/);
});
