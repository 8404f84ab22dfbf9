import { beforeEach, describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const flows = "/data/foundation/flowservice/flows";

const testBed = sharedTestBed();
let flow: ManagedResource;
let inputs: Properties;
beforeEach(async () => {
  inputs = await resourceCase("flow").prepare(testBed.plain);
  flow = new ManagedResource(testBed.host, "flow");
  await testBed.plain.forgetRequests();
});

const onService = () => testBed.plain.get(`${flows}/${flow.id}`);
const seconds = (offset: number) => Math.floor(Date.now() / 1_000) + offset;

describe("state", () => {
  it("takes one action more on create when it is disabled", async () => {
    await flow.up({ ...inputs, state: "disabled" });
    expect(await testBed.plain.requestLines()).toEqual([
      "POST /flows",
      `POST /flows/${flow.id}/action?op=disable`,
    ]);
    expect(await onService()).toMatchObject({ state: "disabled" });
    expect(await flow.refresh()).toBe("same");
    expect(await flow.up({ ...inputs, state: "disabled" })).toBe("same");
  });

  it("is changed by an action, without a patch", async () => {
    await flow.up(inputs);
    await testBed.plain.forgetRequests();
    expect(await flow.up({ ...inputs, state: "disabled" })).toBe("update");
    expect(await testBed.plain.requestLines()).toEqual([`POST /flows/${flow.id}/action?op=disable`]);
    expect(await flow.up(inputs)).toBe("update");
    expect(await onService()).toMatchObject({ state: "enabled" });
  });

  it("shows drift when someone changes it, and the next up restores it", async () => {
    await flow.up(inputs);
    await testBed.plain.send("POST", `${flows}/${flow.id}/action?op=disable`);
    expect(await flow.refresh()).toBe("drift");
    expect(flow.outputs.state).toBe("disabled");
    expect(await flow.up(inputs)).toBe("update");
    expect(await onService()).toMatchObject({ state: "enabled" });
  });

  it.each([false, true])(
    "does not hide an earlier foreign change from the next update, action lost: %s",
    async (isLost) => {
      await flow.up({ ...inputs, state: "disabled" });
      await flow.refresh();
      await testBed.plain.admin("PATCH", `flows/${flow.id}`, { description: "Theirs" });
      if (isLost) {
        await testBed.plain.switches({ flowActionOnSameState: "refuse" });
        testBed.emulator.faults.add({ kind: "answerLost", method: "POST", template: `${flows}/{id}/action` });
      }
      expect(await flow.up(inputs)).toBe("update");
      await expect(flow.up({ ...inputs, description: "Ours" })).rejects.toThrow(/description[\s\S]*refresh/);
      expect(await onService()).toMatchObject({ description: "Theirs", state: "enabled" });
    },
  );

  it("that changes after someone deleted the flow is an error that names pulumi refresh", async () => {
    await flow.up(inputs);
    await testBed.plain.admin("DELETE", `flows/${flow.id}`);
    await expect(flow.up({ ...inputs, state: "disabled" })).rejects.toThrow(
      /no longer exists[\s\S]*pulumi refresh/,
    );
    expect(await flow.refresh()).toBe("gone");
  });

  it("keeps the flow when the action fails, and the next up completes it, also after a refresh", async () => {
    for (const refreshBetween of [false, true]) {
      const half = new ManagedResource(testBed.host, "flow");
      await testBed.plain.admin("POST", "faults", {
        kind: "answer",
        status: 403,
        body: { error_code: "403025", message: "Profile is not valid" },
        method: "POST",
        template: `${flows}/{id}/action`,
      });
      await expect(half.up({ ...inputs, state: "disabled" })).rejects.toThrow(/403025/);
      expect(half.id).not.toBe("");
      if (refreshBetween) {
        expect(await half.refresh()).toBe("drift");
      }
      await testBed.plain.forgetRequests();
      expect(await half.up({ ...inputs, state: "disabled" })).toBe("update");
      expect(await testBed.plain.requestLines()).toEqual([`POST /flows/${half.id}/action?op=disable`]);
      expect(await half.refresh()).toBe("same");
    }
  });

  it("counts as reached when the service reports that the flow already has it", async () => {
    await flow.up(inputs);
    await testBed.plain.switches({ flowActionOnSameState: "refuse" });
    await testBed.plain.send("POST", `${flows}/${flow.id}/action?op=disable`);
    expect(await flow.up({ ...inputs, state: "disabled" })).toBe("update");
    expect(await flow.refresh()).toBe("same");
  });
});

describe("scheduleParams", () => {
  it("get a start time shortly after the POST when the program sets none, which never shows as a change", async () => {
    const before = seconds(0);
    await flow.up(inputs);
    const { startTime } = flow.outputs.scheduleParams as { startTime: number };
    expect(startTime).toBeGreaterThan(before);
    expect(startTime).toBeLessThan(seconds(120));
    expect(await flow.up(inputs)).toBe("same");
    expect(await flow.refresh()).toBe("same");
    expect((flow.outputs.scheduleParams as { startTime: number }).startTime).toBe(startTime);
  });

  it("get a start time also when the program adds the schedule later", async () => {
    await flow.up({ ...inputs, scheduleParams: { frequency: "once" } });
    await testBed.plain.admin("PATCH", `flows/${flow.id}`, { scheduleParams: null });
    const past = { ...flow.outputs, scheduleParams: undefined };
    flow.outputs = JSON.parse(JSON.stringify(past));
    await flow.up({ ...inputs, scheduleParams: { frequency: "once" } });
    expect((flow.outputs.scheduleParams as { startTime: number }).startTime).toBeGreaterThan(seconds(0));
  });

  it("get a start time by the service's clock when the machine's clock is wrong", async () => {
    await testBed.plain.admin("POST", "clock", { advanceMs: 3_600_000 });
    const run = new ManagedResource(await testBed.anotherHost(), "flow");
    await run.up(inputs);
    expect((run.outputs.scheduleParams as { startTime: number }).startTime).toBeGreaterThan(seconds(3_500));
  });

  it("treat the values that the service returns as text as equal to the program's", async () => {
    await flow.up({ ...inputs, scheduleParams: { frequency: "minute", interval: 15, backfill: true } });
    expect(await onService()).toMatchObject({ scheduleParams: { interval: "15", backfill: "true" } });
    expect(await flow.refresh()).toBe("same");
    await testBed.plain.forgetRequests();
    const spelled = { frequency: "minute", interval: "15", backfill: "true" };
    expect(await flow.up({ ...inputs, scheduleParams: spelled })).toBe("same");
    expect(await testBed.plain.requestLines()).toEqual([]);
  });

  it("with a past start time are refused before any request is sent", async () => {
    const past = { ...inputs, scheduleParams: { frequency: "once", startTime: seconds(-3_600) } };
    await expect(flow.up(past)).rejects.toThrow(/startTime.*is in the past[\s\S]*startTimeIfPast: "now"/);
    // In preview already, and only if the flow is to be created: an existing flow has started long ago.
    const { inputs: completed, failures } = await testBed.host.check("flow", {}, past);
    expect(failures.map(({ property }) => property)).toEqual(["scheduleParams.startTime"]);
    expect((await testBed.host.check("flow", completed, past)).failures).toEqual([]);
    // Only the service can decide about a few seconds, as its clock can differ.
    const recent = { ...inputs, scheduleParams: { frequency: "once", startTime: seconds(-10) } };
    expect((await testBed.host.check("flow", {}, recent)).failures).toEqual([]);
    await expect(flow.up(recent)).rejects.toThrow(/is in the past/);
    expect(await testBed.plain.requestLines()).toEqual([]);
  });

  it("change to once, which removes the backfill that the service added", async () => {
    const startTime = seconds(3_600);
    const often = { ...inputs, scheduleParams: { frequency: "minute", interval: 15, startTime } };
    const once = { ...inputs, scheduleParams: { frequency: "once", startTime } };
    await flow.up(often);
    expect(await onService()).toMatchObject({ scheduleParams: { backfill: "true" } });
    expect(await flow.up(once)).toBe("update");
    expect(await flow.refresh()).toBe("same");
    expect((await onService())?.scheduleParams).not.toHaveProperty("backfill");
    expect(await flow.up(often)).toBe("update");
    expect(await flow.refresh()).toBe("same");
  });

  it('with a past start time and startTimeIfPast "now" count as without start time', async () => {
    const past = {
      ...inputs,
      startTimeIfPast: "now",
      scheduleParams: { frequency: "minute", interval: 15, startTime: String(seconds(-3_600)) },
    };
    await flow.up(past);
    expect((flow.outputs.scheduleParams as { startTime: number }).startTime).toBeGreaterThan(seconds(0));
    expect(await flow.up(past)).toBe("same");
    expect(await flow.refresh()).toBe("same");
    expect(flow.outputs.startTimeIfPast).toBe("now");
  });

  it("with a past start time fail the diff of a replacement, which names the option", async () => {
    const startTime = seconds(3_600);
    await flow.up({ ...inputs, scheduleParams: { frequency: "minute", interval: 15, startTime } });
    const later = { ...flow.inputs, sourceConnectionIds: ["another"] };
    const replaced = await testBed.host.diff("flow", flow.id, flow.outputs, later);
    expect(replaced.replaces).toEqual(["sourceConnectionIds"]);

    const past = { ...later, scheduleParams: { frequency: "minute", interval: 15, startTime: seconds(-10) } };
    await expect(testBed.host.diff("flow", flow.id, flow.outputs, past)).rejects.toThrow(
      /startTimeIfPast: "now"/,
    );
    const option = { ...past, startTimeIfPast: "now" };
    const allowed = await testBed.host.diff("flow", flow.id, flow.outputs, option);
    expect(allowed.deleteBeforeReplace).toBe(true);
  });

  it("report the service's refusal when the start time has passed", async () => {
    const startTime = seconds(600);
    await flow.up({ ...inputs, scheduleParams: { frequency: "minute", interval: 15, startTime } });
    await flow.refresh();
    await testBed.plain.admin("POST", "clock", { advanceMs: 3_600_000 });
    const moved = { frequency: "minute", interval: 15, startTime: seconds(90_000) };
    await expect(flow.up({ ...inputs, scheduleParams: moved })).rejects.toThrow(/CONNECTOR-1366-400/);
  });
});

describe("on demand", () => {
  const spec = { id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3", version: "1.0" };
  const transformations = (mappingVersion: number) => [
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion } },
  ];
  const copy = { name: "Copy", params: { deltaColumn: { name: "updated" } } };

  beforeEach(async () => {
    const flowService = "/data/foundation/flowservice";
    const baseConnectionId = await testBed.plain.create(`${flowService}/connections`, {
      name: "Tables",
      connectionSpec: spec,
      auth: { specName: "ConnectionString", params: { connectionString: "jdbc:snowflake://acme" } },
    });
    const source = await testBed.plain.create(`${flowService}/sourceConnections`, {
      name: "Orders",
      baseConnectionId,
      connectionSpec: spec,
      data: { format: "tabular" },
      params: { tableName: "ORDERS" },
    });
    inputs = {
      ...inputs,
      flowSpec: { id: "14518937-270c-4525-bdec-c2ba7cce3860", version: "1.0" },
      sourceConnectionIds: [source],
      scheduleParams: { frequency: "once" },
      transformations: transformations(0),
    };
    await flow.up(inputs);
    const params = { startTime: 1, windowStartTime: 1, windowEndTime: 2, deltaColumn: { name: "updated" } };
    await testBed.plain.create(`${flowService}/runs`, { flowId: flow.id, params });
    expect(await onService()).toMatchObject({ transformations: expect.arrayContaining([copy]) });
  });

  it("keeps the delta column that the first run added, which is no drift", async () => {
    expect(await flow.refresh()).toBe("same");
    expect(await flow.up({ ...inputs, name: "Renamed" })).toBe("update");
    expect(await flow.up({ ...inputs, name: "Renamed", transformations: transformations(1) })).toBe("update");
    expect((await onService())?.transformations).toEqual(mappedAnew);
    expect(await flow.refresh()).toBe("same");
  });

  it("is patched also without a refresh before", async () => {
    expect(await flow.up({ ...inputs, transformations: transformations(1) })).toBe("update");
    expect((await onService())?.transformations).toEqual(mappedAnew);
  });

  const mappedAnew = [
    copy,
    // Reads return the version as text.
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: "1" } },
  ];
});

it.each(["updating", "initializing"])("shows no drift while it is %s", async (state) => {
  await flow.up(inputs);
  await testBed.plain.admin("PATCH", `flows/${flow.id}`, { state });
  expect(await flow.refresh()).toBe("same");
  expect(flow.outputs.state).toBe("enabled");
});

it("can be updated when the service returns its version instead of an etag", async () => {
  await flow.up(inputs);
  const { body } = await testBed.plain.send("GET", `${flows}/${flow.id}`);
  const [shown] = body.items as Properties[];
  const { etag, ...others } = shown ?? {};
  expect(etag).toBeDefined();
  testBed.emulator.faults.add({
    kind: "answer",
    status: 200,
    body: { items: [others] } as never,
    method: "GET",
    path: `${flows}/${flow.id}`,
  });
  expect(await flow.refresh()).toBe("same");
  expect(flow.outputs.etag).toBe(etag);
});

it("counts as gone while it is being deleted", async () => {
  await flow.up(inputs);
  await testBed.plain.switches({ flowDeleteFinalizingMs: 600_000 });
  await flow.host.delete("flow", flow.id, flow.outputs);
  expect(await onService()).toMatchObject({ state: "delete-finalizing" });
  expect(await flow.refresh()).toBe("gone");
});

it("is refused by the service without a mapping, as in the guide's sample", async () => {
  const { transformations, ...sample } = inputs;
  expect(transformations).toBeDefined();
  await expect(flow.up(sample)).rejects.toThrow(/CONNECTOR-1370-400/);
  expect(flow.id).toBe("");
});
