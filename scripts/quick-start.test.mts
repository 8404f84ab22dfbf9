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

test.each([
  [{}, "127.0.0.1,localhost,::1"],
  [{ NO_PROXY: "example.com" }, "example.com,127.0.0.1,localhost,::1"],
  [{ NO_PROXY: "ignored.example", no_proxy: "example.com" }, "example.com,127.0.0.1,localhost,::1"],
])("With %j, no connection on this machine goes through a proxy", (given, list) => {
  const environment = quickStartEnvironment({ https_proxy: "http://proxy.example:3128", ...given });
  expect(environment).toMatchObject({
    https_proxy: "http://proxy.example:3128",
    no_proxy: list,
    NO_PROXY: list,
  });
});
