import { beforeEach, expect, it } from "vitest";
import { PlainClient } from "../support/emulator/plainClient";
import { failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";
import { resourceCase } from "../support/resourceCases";

// One stack lives through these. `up` of the Automation API runs without a preview.
const bed = sharedStack("pipeline.ts", { emulator: { sandboxes: ["prod", "dev", "spare"] } });
const schedule = { frequency: "day", interval: 1 };
const tomorrow = Math.floor(Date.now() / 1_000) + 86_400;

/** Runs a preview and an update that must both fail and change nothing. */
async function refused(): Promise<string> {
  const [preview, update] = [await failureOf(bed.stack.preview()), await failureOf(bed.stack.up())];
  // Another resource of the same run may already have sent a request to the wrong sandbox, which refuses it.
  const writes = (await bed.plain.requests()).filter(({ method }) => method !== "GET");
  expect(writes.filter(({ method, status }) => method === "DELETE" || status < 400)).toEqual([]);
  await bed.plain.forgetRequests();
  return `${preview}\n${update}`;
}

/** How often a text occurs. */
const times = (text: string, part: string) => text.split(part).length - 1;

beforeEach(async () => {
  await bed.stack.setConfig("aep:sandbox", { value: "prod" });
});

it("the pipeline runs", async () => {
  await setChanges(bed.stack, { flow: { scheduleParams: { ...schedule, startTime: tomorrow } } });
  await bed.stack.up();
});

it("a preview says once that a replaced flow reads all data again; a refresh does not", async () => {
  await setChanges(bed.stack, {
    flow: { scheduleParams: { ...schedule, startTime: tomorrow } },
    source: { params: { path: "/returns/*.csv" } },
  });
  const line = "because sourceConnectionIds changes: the new flow reads all its data again.";
  const refreshed = await bed.stack.refresh();
  expect(refreshed.stdout).not.toContain(line);
  const { stdout, stderr } = await bed.stack.preview();
  // The engine shows every line of the provider live and at the end.
  expect(times(`${stdout}${stderr}`, line)).toBeLessThanOrEqual(2);
  expect(stdout).toMatch(
    /The flow "ACME orders" \([\w-]+\) is going to be replaced, because sourceConnectionIds changes/,
  );
  expect(await bed.plain.writeLines()).toEqual([]);
});

it("two ids of source connections are refused", async () => {
  await setChanges(bed.stack, { flow: { sourceConnectionIds: ["one", "two"] } });
  expect(times(await refused(), "must contain exactly one id")).toBeGreaterThanOrEqual(2);
});

it("a past start time of a flow that is replaced is refused", async () => {
  const scheduleParams = { ...schedule, startTime: 1_600_000_000 };
  await setChanges(bed.stack, { flow: { scheduleParams, sourceConnectionIds: ["another"] } });
  const output = await refused();
  expect(times(output, "has to be replaced, because sourceConnectionIds changes")).toBeGreaterThanOrEqual(2);
});

it("a mistyped sandbox is refused, although endpoint, connections and flow are deleted first", async () => {
  await setChanges(bed.stack, { flow: { scheduleParams: { ...schedule, startTime: tomorrow } } });
  await bed.stack.setConfig("aep:sandbox", { value: "pord" });
  const output = await refused();
  expect(output).toContain('The private endpoint "ACME Private Endpoint" (');
  expect(times(output, 'because sandbox "pord" cannot be used. Nothing was deleted.')).toBeGreaterThanOrEqual(
    2,
  );
});

it("a sandbox without room for the endpoint is refused", async () => {
  const { complete, collection } = resourceCase("privateEndpoint");
  expect(collection).toBe("privateEndpoints");
  await new PlainClient(bed.emulator.url, "dev").create(
    "/data/foundation/connectors/privateEndpoints",
    complete,
  );
  await bed.plain.forgetRequests();
  await setChanges(bed.stack, { endpoint: { sandbox: "dev" }, flow: { scheduleParams: schedule } });
  const output = await refused();
  expect(
    times(output, "can have 1 endpoint in all development sandboxes. Nothing was deleted."),
  ).toBeGreaterThanOrEqual(2);
});

it("a sandbox that cannot be checked is a warning in preview, and up deletes nothing", async () => {
  await setChanges(bed.stack, { endpoint: { sandbox: "spare" }, flow: { scheduleParams: schedule } });
  const template = "/data/foundation/flowservice/connections";
  const fault = { kind: "answer", method: "GET", template, status: 503, times: 1_000 } as const;
  bed.emulator.faults.add(fault);
  const { stdout } = await bed.stack.preview();
  expect(stdout).toContain('sandbox "spare" could not be checked');
  expect(stdout).toContain("pulumi up deletes nothing for this replacement");
  expect(await failureOf(bed.stack.up())).toContain(
    'Nothing is deleted, because it is unknown whether sandbox "spare" can be used',
  );
  expect(await bed.plain.writeLines()).toEqual([]);
});
