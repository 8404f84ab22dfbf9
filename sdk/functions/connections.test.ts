import * as pulumi from "@pulumi/pulumi";
import { afterEach, expect, test } from "vitest";
import { closeServices } from "../../provider/functions";
import { configFor } from "../../test/support/host/testBed";
import { answer, startServer } from "../../test/support/localServer";
import * as aep from "..";

afterEach(closeServices);

/** What getConnection returns of a connection. */
async function shown(connection: object) {
  const { url } = await startServer(answer(200, { items: [{ id: "b", name: "ACME", ...connection }] }));
  pulumi.runtime.setAllConfig({ ...configFor(url), "aep:accessToken": "t" });
  return aep.getConnection({ id: "b" });
}

const inlet = {
  inletUrl: "https://dcs.adobedc.net/collection/667b41cf",
  inletId: "667b41cf",
  sourceId: "ACME",
};

test.each([
  ["a boolean", true],
  ["text", "true"],
])(
  "A streaming connection is returned with its inlet, authenticationRequired as %s.",
  async (_type, value) => {
    const params = { ...inlet, authenticationRequired: value, dataType: "xdm", name: "ACME" };
    const connectionSpec = aep.connectionSpecs.httpStreaming;
    const auth = { specName: "Streaming Connection", params };
    expect(await shown({ connectionSpec, auth })).toEqual({
      id: "b",
      name: "ACME",
      connectionSpec,
      auth,
      ...inlet,
      authenticationRequired: true,
    });
  },
);

test("What AEP adds is returned of an undocumented connection too, and no secret.", async () => {
  const params = { ...inlet, authorizedDate: "2026-01-01", token: "hunter22" };
  const result = await shown({ auth: { specName: "of nobody", params } });
  expect(result).toMatchObject({ ...inlet, auth: { params: { ...inlet, authorizedDate: "2026-01-01" } } });
  expect(JSON.stringify(result)).not.toContain("hunter22");
});

test("A connection without an inlet has no such members.", async () => {
  const connectionSpec = aep.connectionSpecs.azureBlob;
  const params = { connectionString: "https://vault.example", container: "c" };
  const result = await shown({ connectionSpec, auth: { specName: "ConnectionString", params } });
  expect(result.auth?.params).toEqual({ container: "c" });
  expect(Object.keys(result).toSorted()).toEqual(["auth", "connectionSpec", "etag", "id", "name"]);
});
