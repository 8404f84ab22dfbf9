import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { tokenOf } from "../../provider/cliApi";
import { providerReference } from "../../sdk/providerReference";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { createEnds, createEntity, createSchema, resourceCase } from "../../test/support/resourceCases";
import { runDoctor } from "./project.testing";

const day = 86_400_000;

let emulator: RunningEmulator;
let plain: PlainClient;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  plain = new PlainClient(emulator.url);
});

/** A flow as the state has it. */
function recorded(id: string, inputs: object = {}, outputs: object = {}) {
  const common = { name: "Orders", ...inputs };
  return {
    urn: "urn:pulumi:dev::acme::pulumi-nodejs:dynamic/aep:Flow::orders",
    type: tokenOf("flow"),
    id,
    inputs: { __provider: providerReference("flow"), ...common },
    outputs: { orgId: "EMULATOR@AdobeOrg", sandbox: "prod", state: "enabled", ...common, ...outputs },
  };
}

interface FlowCase {
  readonly name?: string;
  readonly targetId?: string;
  readonly schedule?: object;
}

async function createFlow({ name = "Orders", targetId, schedule }: FlowCase = {}): Promise<string> {
  const ends = await createEnds(plain);
  const { body } = resourceCase("flow");
  return createEntity(resourceCase("flow"), plain, {
    ...body,
    name,
    sourceConnectionIds: [ends.sourceId],
    targetConnectionIds: [targetId ?? ends.targetId],
    scheduleParams: {
      startTime: Math.ceil(Date.now() / 1_000) + 600,
      ...(schedule ?? { frequency: "day", interval: 1 }),
    },
  });
}

/** Failed runs of the last days, and the disabling of the flow. */
async function failAndDisable(flowId: string, count: number) {
  const now = Date.now();
  for (let ago = count; ago > 0; ago--) {
    await plain.admin("POST", "runs", {
      flowId,
      createdAt: now - ago * day,
      metrics: {
        durationSummary: { startedAtUTC: now - ago * day },
        statusSummary: {
          status: "failed",
          errors: [{ code: "CONNECTOR-2011-403", message: "no access with AccountKey=a-key-for-tests" }],
        },
      },
    });
  }
  await plain.admin("PATCH", `flows/${flowId}`, { state: "disabled", updatedAt: now });
}

async function doctor(name: string, resources: readonly ReturnType<typeof recorded>[]) {
  const { output, code } = await runDoctor(emulator, { resources });
  const lines = output.split("\n");
  const first = lines.findIndex((line) => new RegExp(`^\\w+ +${name}: `).test(line));
  const rest = lines.slice(first + 1);
  const length = rest.findIndex((line) => !line.startsWith(" "));
  return { code, found: [lines[first], ...rest.slice(0, Math.max(0, length))].join("\n") };
}

describe("The check of flows", () => {
  test("reports a flow that AEP disabled, with the errors of its runs, without credentials.", async () => {
    const id = await createFlow();
    await failAndDisable(id, 31);
    const { found, code } = await doctor("flows", [recorded(id)]);
    expect(found).toMatch(
      new RegExp(
        `^warning {2}flows: the flow "[^"]+" \\(${id}\\) is disabled: AEP disabled it at \\S+, because all its runs since \\S+ ` +
          'failed: "CONNECTOR-2011-403: no access with AccountKey=\\[secret\\]"\\.\n {9}fix: To enable it, correct the cause, ' +
          "set reenable: true on the flow, and run pulumi up\\.$",
      ),
    );
    expect(code).toBe(0);
  });

  test("reports it also if a refresh has recorded it, and if the program has reenable.", async () => {
    const id = await createFlow();
    await failAndDisable(id, 31);
    const disabledByAep = { at: "x", failingSince: "y", lastFailure: "z", errors: [] };
    const state = { state: "disabled", disabledByAep };
    const refreshed = await doctor("flows", [recorded(id, { state: "disabled" }, state)]);
    expect(refreshed.found).toMatch(/^warning {2}flows: .* AEP disabled it/);
    const instructed = await doctor("flows", [recorded(id, { reenable: true })]);
    expect(instructed.found).toMatch(
      /fix: Correct the cause, then run pulumi up --refresh: reenable is true\.$/,
    );
  });

  test.each<[string, number, object]>([
    ["a person disabled it after some failures", 5, {}],
    ["pulumi up enabled it after its failures", 31, { enabledAt: new Date().toISOString() }],
  ])("is ok if %s.", async (_case, failures, outputs) => {
    const id = await createFlow();
    await failAndDisable(id, failures);
    expect((await doctor("flows", [recorded(id, {}, outputs)])).found).toBe(
      "ok       flows: AEP has disabled none of the flows (1)",
    );
  });

  test("is skipped for a stack without a flow that is to be enabled.", async () => {
    const id = await createFlow();
    await failAndDisable(id, 31);
    expect((await doctor("flows", [recorded(id, { state: "disabled" }, { state: "disabled" })])).found).toBe(
      "skipped  flows: not checked: the stack has no flow that is to be enabled",
    );
  });
});

/** A target connection with a dataset. */
async function createTarget(tags: object): Promise<string> {
  const schemaId = await createSchema(plain);
  const schemaRef = { id: schemaId, contentType: "application/vnd.adobe.xed-full+json;version=1" };
  const dataSetId = await createEntity(resourceCase("dataset"), plain, { name: "D", schemaRef });
  await plain.admin("PATCH", `dataSets/${dataSetId}`, { tags });
  const { body } = resourceCase("targetConnection");
  const data = { format: "parquet_xdm", schema: { id: schemaId, version: schemaRef.contentType } };
  return createEntity(resourceCase("targetConnection"), plain, { ...body, data, params: { dataSetId } });
}

const profile = { unifiedProfile: ["enabled:true"] };

describe("The check of guardrails", () => {
  test("warns if the flows of the sandbox start too many batches into Profile together.", async () => {
    const targetId = await createTarget(profile);
    await createFlow({ name: "A", targetId, schedule: { frequency: "minute", interval: 30 } });
    await createFlow({ name: "B", targetId, schedule: { frequency: "minute", interval: 30 } });
    const { found, code } = await doctor("guardrails", []);
    expect(found).toBe(
      "warning  guardrails: the enabled flows start up to 96 batches a day into datasets of sandbox prod that are enabled " +
        'for Profile ("A": 48, "B": 48). More than 90 delay profiles.\n' +
        "         fix: Let these flows run less often: https://experienceleague.adobe.com/en/docs/experience-platform/ingestion/guardrails",
    );
    expect(code).toBe(0);
  });

  test.each<[string, object, object, object]>([
    ["the dataset is not enabled for Profile", {}, { frequency: "minute", interval: 15 }, {}],
    ["the flow is disabled", profile, { frequency: "minute", interval: 15 }, { state: "disabled" }],
    ["the flow runs once an hour", profile, { frequency: "hour", interval: 1 }, {}],
  ])("is ok if %s.", async (_case, tags, schedule, change) => {
    const id = await createFlow({ targetId: await createTarget(tags), schedule });
    await plain.admin("PATCH", `flows/${id}`, change);
    expect((await doctor("guardrails", [])).found).toBe(
      "ok       guardrails: the flows of sandbox prod start at most 90 batches a day into datasets that are enabled for Profile",
    );
  });

  test.each<[string, object, RegExp]>([
    [
      "enforced number of files",
      { fileSummary: { inputFileCount: 25_001 } },
      /read 25001 files\. AEP refuses batches of more than 25000 files\./,
    ],
    [
      "advised number of files",
      { fileSummary: { inputFileCount: 10_001 } },
      /read 10001 files\. Adobe recommends at most 10000 files\./,
    ],
    [
      "enforced size",
      { sizeSummary: { inputBytes: 2 * 1_099_511_627_776 } },
      /read 2048 GB\. AEP refuses batches of more than 1024 GB\./,
    ],
    [
      "advised size",
      { sizeSummary: { inputBytes: 161_061_273_600 } },
      /read 150 GB\. Adobe recommends at most 100 GB\./,
    ],
  ])("warns about a run that exceeds the %s.", async (_case, metrics, message) => {
    const flowId = await createFlow();
    await plain.admin("POST", "runs", { flowId, metrics });
    await plain.admin("POST", "runs", { flowId, metrics: { fileSummary: { inputFileCount: 3 } } });
    const { found } = await doctor("guardrails", []);
    expect(found).toMatch(message);
    expect(found).toMatch(/^warning {2}guardrails: a run of the flow "Orders" in sandbox prod /);
  });
});
