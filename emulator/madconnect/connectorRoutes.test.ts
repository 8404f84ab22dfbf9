import { expect, test } from "vitest";
import { startMadconnect } from "../testing/madconnect.testing";

const path = "/es/v2/connectors/STWkG5hhS3EvG511";

test("shows the documented members of a connector", async () => {
  const { client } = await startMadconnect();
  expect((await client.send("GET", path)).body).toEqual({
    statusCode: 0,
    statusMessage: expect.any(String),
    response: {
      dataType: expect.any(String),
      dataTypeCategory: expect.any(String),
      docUrl: expect.any(String),
      platformId: expect.any(String),
      connectorId: "STWkG5hhS3EvG511",
      integrated: true,
      logo: "https://logos.example.com/STWkG5hhS3EvG511.png",
      name: "Amazon S3",
      overviewUrl: expect.any(String),
      platformType: expect.any(String),
      status: 1,
      supportedType: "Both",
    },
  });
});

test("refuses an unknown connector, and requires the account", async () => {
  const { client } = await startMadconnect();
  expect(await client.code("GET", "/es/v2/connectors/none")).toBe(404);
  expect(await client.in("").code("GET", path)).toBe(400);
  expect(await client.in("0000000000000000").code("GET", path)).toBe(403);
});
