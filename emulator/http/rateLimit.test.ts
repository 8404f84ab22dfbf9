import { expect, test } from "vitest";
import { paths, start } from "../testing/client.testing";

test.each([
  ["none", null],
  ["seconds", "1"],
  ["date", expect.stringMatching(/GMT$/)],
] as const)("refuses too many requests a second, with Retry-After as %s", async (retryAfter, header) => {
  const { client } = await start({ switches: { requestsPerSecond: 1, retryAfter } });
  const responses = await Promise.all(Array.from({ length: 5 }, () => client.get(paths.flows)));
  expect(responses.some(({ status }) => status === 200)).toBe(true);
  const refused = responses.find(({ status }) => status === 429);
  expect(refused?.body.error_code).toBe("429050");
  expect(refused?.headers.get("retry-after")).toEqual(header);
});
