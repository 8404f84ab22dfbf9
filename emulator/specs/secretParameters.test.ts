import { expect, test } from "vitest";
import { azureBlob } from "../testing/bodies.testing";
import { maskParameters, redactBody, redactSearch } from "./secretParameters";

test("masks secrets and unknown parameters as URLs of a vault", () => {
  const masked = maskParameters(
    { connectionString: "a", container: "b", usePrivateLink: true, somethingElse: "c" },
    azureBlob.id,
    "ConnectionString",
  );
  const url = expect.stringMatching(/^https:\/\/\w+\.vault\.azure\.net\/secrets\/[0-9a-f-]{36}$/);
  expect(masked).toEqual({ connectionString: url, container: "b", usePrivateLink: true, somethingElse: url });
  expect(maskParameters(masked, azureBlob.id, "ConnectionString", masked)).toEqual(masked);
});

test("keeps the shape of a body without its secrets for the log", () => {
  expect(
    redactBody({
      name: "n",
      auth: { specName: "s", params: { connectionString: "a", container: "b", own: "c" } },
      params: { clientSecret: "d", path: "e" },
    }),
  ).toEqual({
    name: "n",
    auth: { specName: "s", params: { connectionString: "***", container: "b", own: "***" } },
    params: { clientSecret: "***", path: "e" },
  });
});

test.each([
  ["/auth/params/connectionString", "a", "***"],
  ["/auth/params/container", "a", "a"],
  ["/auth/params", { password: "a", host: "b" }, { password: "***", host: "b" }],
  ["/auth", { specName: "s", params: { password: "a" } }, { specName: "s", params: { password: "***" } }],
  ["/auth", "a", "***"],
  ["/params/clientSecret", "a", "***"],
  ["/name", "a", "a"],
])("redacts a patch of %s", (path, value, expected) => {
  const operation = { op: "replace", path, value };
  expect(redactBody([operation])).toEqual([{ ...operation, value: expected }]);
  expect(redactBody(operation)).toEqual({ ...operation, value: expected });
});

test("removes only the secrets of queries", () => {
  expect(redactSearch("client_secret=a&client_id=b")).toBe("client_secret=***&client_id=b");
  expect(redactSearch("property=connectionSpec.id==a")).toBe("property=connectionSpec.id==a");
});
