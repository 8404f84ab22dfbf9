import { expect, test } from "vitest";
import { withCommands } from "./paths.mjs";

test.each([
  [{}, "127.0.0.1,localhost,::1"],
  [{ NO_PROXY: "example.com" }, "example.com,127.0.0.1,localhost,::1"],
  [{ NO_PROXY: "ignored.example", no_proxy: "example.com" }, "example.com,127.0.0.1,localhost,::1"],
])("with %j, no connection on this machine goes through a proxy", (given, list) => {
  const environment = withCommands([], { PATH: "/bin", https_proxy: "http://proxy.example:3128", ...given });
  expect(environment).toMatchObject({
    https_proxy: "http://proxy.example:3128",
    no_proxy: list,
    NO_PROXY: list,
  });
});
