import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { InProcessHost } from "../support/host/inProcessHost";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { secretEnvironment } from "../support/host/testBed";
import { createEntity, resourceCase } from "../support/resourceCases";

const kind = "madconnectConnection";
const resource = resourceCase(kind);
const subAccount = "5c0e7d2b91f84a36";

const testBed = sharedTestBed();
let connection: ManagedResource;
let inputs: Properties;
beforeEach(async () => {
  inputs = await resource.prepare(testBed.plain);
  connection = new ManagedResource(testBed.host, kind);
});

const onService = async (id = connection.id) =>
  (await testBed.plain.admin("GET", `madconnectConnections/${id}`)) as Properties;
const edit = (changes: Properties) =>
  testBed.plain.admin("PATCH", `madconnectConnections/${connection.id}`, changes);
const writes = () => testBed.plain.writeLines();
const message = (error: Error) => error.message;

/** The hash that the emulator stores of a value of a config. */
function print(value: unknown): string {
  return `sha256:${createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16)}`;
}

describe("configuration", () => {
  it("of AEP is not required for MadConnect, and the reverse", async () => {
    const { url } = testBed.emulator;
    const none = {
      "aep:apiUrl": "",
      "aep:imsUrl": "",
      "aep:orgId": "",
      "aep:clientId": "",
      "aep:sandbox": "",
    };
    const mad = await testBed.anotherHost(none, { ...secretEnvironment, AEP_CLIENT_SECRET: "" });
    expect(await connection.on(mad).up(inputs)).toBe("create");
    expect(
      (await mad.check("targetConnection", {}, resourceCase("targetConnection").body)).failures,
    ).toMatchObject([
      {
        reason: expect.stringContaining(
          "Configuration is missing: aep:orgId, aep:clientId, aep:clientSecret.",
        ),
      },
    ]);

    const without = { "aep:madconnectUrl": "", "aep:madconnectClientId": "" };
    const aep = await testBed.anotherHost(
      { "aep:apiUrl": url, ...without },
      { AEP_CLIENT_SECRET: "emulator-secret", MADCONNECT_CLIENT_SECRET: "" },
    );
    const target = new ManagedResource(aep, "targetConnection");
    expect(await target.up(resourceCase("targetConnection").body)).toBe("create");
    const { failures } = await aep.check(kind, {}, inputs);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.reason).toMatch(
      /aep:madconnectUrl, aep:madconnectClientId, aep:madconnectClientSecret\.[\s\S]*MADCONNECT_CLIENT_SECRET/,
    );
  });

  it("that is invalid affects only the service that uses it", async () => {
    const host = await testBed.anotherHost({ "aep:madconnectUrl": "http://madconnect.example" });
    await expect(host.check(kind, {}, inputs)).rejects.toThrow(/aep:madconnectUrl/);
    expect(
      (await host.check("targetConnection", {}, resourceCase("targetConnection").body)).failures,
    ).toEqual([]);
  });

  it("that is wrong is reported, without a secret", async () => {
    const host = await testBed.anotherHost(
      {},
      { ...secretEnvironment, MADCONNECT_CLIENT_SECRET: "not-the-secret" },
    );
    const failure = await connection.on(host).up(inputs).catch(message);
    expect(failure).toContain("aep:madconnectClientSecret");
    expect(failure).not.toContain("not-the-secret");
  });
});

describe("create", () => {
  it.each([
    ["empty", 1],
    ["id", 0],
    ["item", 0],
  ])("finds the connection by an answer of the form %s", async (madconnectCreateAnswer, looks) => {
    await testBed.plain.switches({ madconnectCreateAnswer });
    await testBed.plain.forgetRequests();
    await connection.up({ ...inputs, status: "disabled" });
    const lists = (await testBed.plain.requestLines()).filter((line) => line.includes("offset"));
    expect(lists).toHaveLength(1 + looks);
    expect(await onService()).toMatchObject({ name: inputs.name, status: "disabled", deleted: false });
    expect(await connection.refresh()).toBe("same");
    expect(await connection.up({ ...inputs, status: "disabled" })).toBe("same");
  });

  it("sends the body of the documentation, with null for a missing configuration", async () => {
    await connection.up(inputs);
    const post = (await testBed.plain.requests()).find(({ method }) => method === "POST");
    expect(post?.body).toEqual({
      ...inputs,
      srcConfigurationId: null,
      srcConnectionConfig: { bucketURI: "***" },
      destConfigurationId: null,
      destConnectionConfig: { advertiserId: "***", audienceSource: "***" },
    });
    expect(await onService()).toMatchObject({
      srcConnectionConfig: { bucketURI: print("s3://acme/a-key-for-tests/csv") },
      destConnectionConfig: { advertiserId: print("12345") },
    });
  });

  it("uses the given account, and names it when the id is unknown there", async () => {
    await connection.up({ ...inputs, accountId: subAccount });
    expect(connection.outputs.accountId).toBe(subAccount);
    expect(await onService()).toMatchObject({ accountId: subAccount });
    expect(await connection.refresh()).toBe("same");
    await expect(testBed.host.read(kind, "0123456789abcdef", { accountId: subAccount })).rejects.toThrow(
      `There is no MadConnect connection 0123456789abcdef in account ${subAccount}`,
    );
    await connection.destroy();
  });

  it("finds the connection although the list shows it late, within a bounded time", async () => {
    const host = new InProcessHost(testBed.emulator.url);
    await testBed.plain.switches({ listedAfterMs: 30_000 });
    const late = connection.on(host);
    host.clock.meanwhile = () => testBed.plain.admin("POST", "clock", { advanceMs: 60_000 });
    await late.up(inputs);
    expect(late.id).not.toBe("");

    await testBed.plain.switches({ listedAfterMs: 86_400_000 });
    await expect(new ManagedResource(host, kind).up(inputs)).rejects.toThrow(
      /It is unknown whether .* was created\.[\s\S]*look for it in MadConnect/,
    );
    expect(host.clock.pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(60_000);
    await host.close();
  });

  it("gives each of two equal connections in one program its own id", async () => {
    const [one, other] = [connection, new ManagedResource(testBed.host, kind)];
    await Promise.all([one.up(inputs), other.up(inputs)]);
    expect(one.id).not.toBe(other.id);
    expect(await one.refresh()).toBe("same");
    expect(await other.refresh()).toBe("same");
  });

  it("is an error with the service's words and code when the connectors do not fit together", async () => {
    const failure = await connection.up({ ...inputs, srcConnectorId: "c04b8e6f1a2d3011" }).catch(message);
    expect(failure).toMatch(
      /POST \/es\/v2\/connections was refused with status 200: .+\n\(code 400, request id .+\)/,
    );
    expect(connection.id).toBe("");
  });

  it("shows no secret when an error of the service repeats it", async () => {
    await testBed.plain.admin("POST", "faults", {
      kind: "answer",
      status: 200,
      body: { statusCode: 400, statusMessage: "cannot open s3://acme/a-key-for-tests/csv for 12345" },
      method: "POST",
      path: resource.path,
    });
    const failure = await connection.up(inputs).catch(message);
    expect(failure).toContain("cannot open [secret] for [secret]");
    expect(testBed.host.output).not.toContain("a-key-for-tests");
  });
});

describe("configs", () => {
  it.each(["hidden", "masked", "clear"])(
    "are kept from state when the service returns them %s",
    async (madconnectConfigsOnRead) => {
      await testBed.plain.switches({ madconnectConfigsOnRead });
      await connection.up(inputs);
      expect(await connection.refresh()).toBe("same");
      const { srcConnectionConfig, destConnectionConfig } = inputs;
      expect(connection.outputs).toMatchObject({ srcConnectionConfig, destConnectionConfig });
      const got = await testBed.host.read(kind, connection.id, {});
      expect(JSON.stringify(got)).not.toMatch(/a-key-for-tests|12345|\*\*\*/);
    },
  );

  it("are changed by one PUT with all fields", async () => {
    await connection.up(inputs);
    await testBed.plain.forgetRequests();
    const changed = { ...inputs, destConnectionConfig: { advertiserId: "67890" } };
    expect(await connection.up(changed)).toBe("update");
    expect(await writes()).toEqual([`PUT /connections/${connection.id}`]);
    expect(await onService()).toMatchObject({
      srcConnectionConfig: { bucketURI: print("s3://acme/a-key-for-tests/csv") },
      destConnectionConfig: { advertiserId: print("67890") },
    });
    expect(await connection.up(changed)).toBe("same");
    expect(await connection.refresh()).toBe("same");
  });

  it("are sent when the program has them and the state does not", async () => {
    await connection.up(inputs);
    const { srcConnectionConfig, destConnectionConfig, ...others } = connection.outputs;
    connection.outputs = others;
    expect(await connection.refresh()).toBe("drift");
    await testBed.plain.forgetRequests();
    expect(await connection.up(inputs)).toBe("update");
    expect(await writes()).toEqual([`PUT /connections/${connection.id}`]);
    expect(connection.outputs).toMatchObject({ srcConnectionConfig, destConnectionConfig });
  });
});

describe("replacement", () => {
  it.each(["srcConnectorId", "destConnectorId", "srcConfigurationId", "destConfigurationId"])(
    "is caused by a change of %s, and deletes the old one first",
    async (property) => {
      await connection.up(inputs);
      const wanted = { ...connection.inputs, [property]: "7d1f4c02be5a9011" };
      expect(await testBed.host.diff(kind, connection.id, connection.outputs, wanted)).toEqual({
        changes: true,
        replaces: [property],
        deleteBeforeReplace: true,
      });
    },
  );

  it("leaves the old connection deleted and the new one active", async () => {
    await connection.up(inputs);
    const old = connection.id;
    expect(await connection.up({ ...inputs, srcConnectorId: "7d1f4c02be5a9011" })).toBe("replace");
    expect(await onService(old)).toMatchObject({ deleted: true, status: "deleted" });
    expect(await onService()).toMatchObject({ status: "active", src: { connectorId: "7d1f4c02be5a9011" } });
  });

  it("is caused by a connector that someone else changed", async () => {
    await connection.up(inputs);
    const { inputs: program } = connection;
    await edit({ src: { connectorId: "7d1f4c02be5a9011" } });
    await connection.refresh();
    const diff = await testBed.host.diff(kind, connection.id, connection.outputs, program);
    expect(diff.replaces).toEqual(["srcConnectorId"]);
  });
});

describe("deletion", () => {
  it.each(["refuse", "accept"])(
    "by someone else is detected although the service still returns the connection; it can %s a second deletion",
    async (madconnectDeleteDeleted) => {
      await testBed.plain.switches({ madconnectDeleteDeleted });
      await connection.up(inputs);
      const { id, outputs } = connection;
      const { status } = await testBed.plain.send("DELETE", `${resource.path}/${id}`);
      expect(status).toBe(200);
      expect((await testBed.plain.send("GET", `${resource.path}/${id}`)).body).toMatchObject({
        statusCode: 0,
        response: { id, deleted: true },
      });
      await testBed.host.delete(kind, id, outputs);
      await expect(connection.up({ ...inputs, name: "Renamed" })).rejects.toThrow(/no longer exists/);
      await expect(connection.up({ ...inputs, status: "disabled" })).rejects.toThrow(
        /deleted by someone else/,
      );
      expect(await connection.refresh()).toBe("gone");
    },
  );

  it("does not confuse a deleted twin with a new one", async () => {
    await connection.up(inputs);
    const old = connection.id;
    await connection.destroy();
    await connection.up(inputs);
    expect(connection.id).not.toBe(old);
    const planted = await createEntity(resource, testBed.plain, inputs);
    const another = new ManagedResource(testBed.host, kind);
    await another.up(inputs);
    expect([old, planted, connection.id]).not.toContain(another.id);
  });
});

describe.each(["everyFailure", "none"])(
  "failures whose HTTP status is that of %s",
  (madconnectHttpStatus) => {
    it("have the same meaning", async () => {
      await testBed.plain.switches({ madconnectHttpStatus });
      await expect(connection.up({ ...inputs, srcConnectorId: "c04b8e6f1a2d3011" })).rejects.toThrow(
        /code 400/,
      );
      await connection.up(inputs);
      await testBed.plain.admin("DELETE", `madconnectConnections/${connection.id}`);
      expect(await connection.refresh()).toBe("gone");
    });
  },
);
