import { beforeEach, describe, expect, it } from "vitest";
import { InProcessHost } from "../support/host/inProcessHost";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const kind = "madconnectConnection";
const resource = resourceCase(kind);

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

describe("status", () => {
  it.each([
    ["In-progress", "active", ["activate"]],
    ["active", "active", []],
    ["active", "disabled", ["disable"]],
    ["disabled", "active", ["enable"]],
    ["disabled", "disabled", []],
  ] as const)("of a new connection changes from %s to %s", async (madconnectCreateStatus, status, calls) => {
    await testBed.plain.switches({
      madconnectCreateStatus,
      madconnectStatusCall: "ownStatus",
      madconnectSameStatus: "refuse",
    });
    await connection.up({ ...inputs, status });
    expect((await writes()).slice(1)).toEqual(
      calls.map((call) => `PUT /connections/${connection.id}/status/${call}`),
    );
    expect(await onService()).toMatchObject({ status });
    expect(connection.outputs).toMatchObject({ status, enabled: status === "active" });
    expect(await connection.refresh()).toBe("same");
  });

  it("of a new connection changes from In-progress to disabled, or is an error when that has to wait", async () => {
    await connection.up({ ...inputs, status: "disabled" });
    expect((await writes()).slice(1)).toEqual([`PUT /connections/${connection.id}/status/disable`]);
    expect(await connection.refresh()).toBe("same");

    await testBed.plain.switches({ madconnectStatusCall: "ownStatus" });
    const half = new ManagedResource(testBed.host, kind);
    await expect(half.up({ ...inputs, status: "disabled" })).rejects.toThrow(
      /did not become disabled: it is In-progress/,
    );
    expect(half.incomplete).toBe(true);
    expect(await half.up(inputs)).toBe("update");
    expect(half.outputs.status).toBe("active");
  });

  it("is changed by its call, without an update, in both directions", async () => {
    await connection.up(inputs);
    await testBed.plain.forgetRequests();
    expect(await connection.up({ ...inputs, status: "disabled" })).toBe("update");
    expect(await connection.up(inputs)).toBe("update");
    expect(await writes()).toEqual(
      ["disable", "enable"].map((call) => `PUT /connections/${connection.id}/status/${call}`),
    );
    expect(await connection.refresh()).toBe("same");
  });

  it("shows drift when someone changes it, and the next up restores it", async () => {
    await connection.up(inputs);
    await edit({ status: "disabled" });
    expect(await connection.refresh()).toBe("drift");
    expect(connection.outputs.status).toBe("disabled");
    expect(await connection.up(inputs)).toBe("update");
    expect(await onService()).toMatchObject({ status: "active" });
  });

  it("that reports a problem is shown with a warning, and is no drift", async () => {
    await connection.up(inputs);
    for (const status of ["broken", "offline"]) {
      await edit({ status });
      expect(await connection.refresh()).toBe("same");
      expect(connection.outputs.status).toBe(status);
      expect(testBed.host.output).toMatch(
        new RegExp(`connection ${connection.id} \\("ACME audience"\\) is ${status}`),
      );
      expect(await connection.up(inputs)).toBe("same");
      expect(await connection.up({ ...inputs, name: `Renamed while ${status}` })).toBe("update");
      expect(connection.outputs.status).toBe(status);
      expect(await connection.up(inputs)).toBe("update");
    }
  });

  it.each(["keep", "change"])(
    "that reports a problem can be switched off and on when the service would %s it",
    async (madconnectStatusOfBroken) => {
      await testBed.plain.switches({ madconnectStatusOfBroken });
      await connection.up(inputs);
      await edit({ status: "broken" });
      await connection.refresh();
      expect(await connection.up({ ...inputs, status: "disabled" })).toBe("update");
      expect(await onService()).toMatchObject({ enabled: false });
      expect(await connection.refresh()).toBe("same");
      expect(await connection.up(inputs)).toBe("update");
      expect(await onService()).toMatchObject({ enabled: true });
      expect(await connection.refresh()).toBe("same");
    },
  );

  it("that is not reached leaves the connection in state, and the next up completes it, also after a refresh", async () => {
    for (const refreshBetween of [false, true]) {
      const half = new ManagedResource(testBed.host, kind);
      await testBed.plain.admin("POST", "faults", {
        kind: "answer",
        status: 200,
        body: { statusCode: 409, statusMessage: "the source is not configured" },
        method: "PUT",
        path: resource.path,
      });
      const failure = await half.up(inputs).catch(message);
      expect(failure).toMatch(/did not become active: it is In-progress[\s\S]*the source is not configured/);
      expect(half.id).not.toBe("");
      expect(half.incomplete).toBe(true);
      if (refreshBetween) {
        expect(await half.refresh()).toBe("drift");
      }
      expect(await half.up(inputs)).toBe("update");
      expect(await onService(half.id)).toMatchObject({ status: "active" });
      expect(await half.refresh()).toBe("same");
      await half.destroy();
    }
  });

  it("is waited for within a bounded time", async () => {
    const host = new InProcessHost(testBed.emulator.url, { onlyPauses: true });
    // The response reports success, and nothing happens.
    await testBed.plain.admin("POST", "faults", { kind: "lostUpdate", method: "PUT", path: resource.path });
    const failure = await connection.on(host).up(inputs).catch(message);
    expect(failure).toMatch(/did not become active: it is In-progress[\s\S]*after 5 minutes/);
    expect(host.clock.pauses.filter((pause) => pause === 2_000)).toHaveLength(150);
    await host.close();
  });
});
