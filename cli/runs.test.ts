import { beforeEach, expect, test } from "vitest";
import type { Properties } from "../test/support/host/providerHost";
import { importBed, planted } from "../test/support/importCommand";
import { runInStack, stackResource } from "../test/support/stackCommand";

const bed = importBed();
const actionPath = "/data/foundation/flowservice/runs";

let flow: string;
beforeEach(async () => {
  flow = await planted(bed.emulator.url, "flow");
  await bed.plain.forgetRequests();
});

const run = (line: string, stack = {}) => runInStack(bed.emulator.url, ["runs", ...line.split(" ")], stack);

async function plantRun(more: Properties = {}): Promise<string> {
  const failed = {
    statusSummary: { status: "failed", errors: [{ code: "CONNECTOR-2001-500", message: "Copying failed" }] },
    recordSummary: { inputRecordCount: 9, outputRecordCount: 4, failedRecordCount: 5 },
  };
  return String((await bed.plain.admin("POST", "runs", { flowId: flow, metrics: failed, ...more })).id);
}

const writes = async () => (await bed.plain.requests()).filter(({ method }) => method !== "GET");

/** The service responds to an action like this. */
const respond = (status: number, body: Properties) =>
  bed.emulator.faults.add({ kind: "answer", status, body: body as never, method: "POST", path: actionPath });

test("The runs of a flow, given by its id or its name in the program, are listed from the newest to the oldest.", async () => {
  const older = await plantRun({ createdAt: 1_800_000_000_000 });
  const newer = await plantRun({
    createdAt: 1_800_000_900_000,
    metrics: { statusSummary: { status: "success" }, recordSummary: { inputRecordCount: 3 } },
  });
  const expected = [
    /^run +status +created +read +written +failed +error$/,
    new RegExp(`^${newer} +success +2027-01-15T08:15:00\\.000Z +3 +- +-$`),
    new RegExp(
      `^${older} +failed +2027-01-15T08:00:00\\.000Z +9 +4 +5 +CONNECTOR-2001-500 "Copying failed"$`,
    ),
  ];
  const byId = await run(`list ${flow}`);
  expect(byId).toMatchObject({ code: 0, error: "" });
  expect(byId.text.split("\n")).toEqual(expected.map((line) => expect.stringMatching(line)));
  const byName = await run("list orders", { resources: [stackResource("flow", "orders", flow)] });
  expect(byName.text).toBe(byId.text);
  expect((await run(`list ${flow} --status failed`)).text).not.toContain(newer);
  const limited = await run(`list ${flow} --limit 1`);
  expect(limited.text).not.toContain(older);
  expect(limited.error).toBe("Older runs are not shown; --limit shows more.");
});

test("With --json, a list is one document.", async () => {
  const id = await plantRun({ createdAt: 1_800_000_000_000 });
  const { text } = await run(`list ${flow} --json`);
  expect(JSON.parse(text)).toEqual({
    stack: "dev",
    sandbox: "prod",
    flow,
    total: 1,
    runs: [
      {
        id,
        status: "failed",
        createdAt: "2027-01-15T08:00:00.000Z",
        completedAt: null,
        read: 9,
        written: 4,
        failed: 5,
        errors: [{ code: "CONNECTOR-2001-500", message: "Copying failed" }],
      },
    ],
  });
});

test("A flow without runs has one line, also if no run has the status that is asked for.", async () => {
  const none = await run(`list ${flow}`);
  expect(none).toMatchObject({
    code: 0,
    text: `The flow ${flow} has no runs in sandbox prod of organisation EMULATOR@AdobeOrg.`,
  });
  await plantRun();
  expect((await run(`list ${flow} --status success`)).text).toBe(
    `The flow ${flow} has no runs with the status success in sandbox prod of organisation EMULATOR@AdobeOrg.`,
  );
});

test.each<[string, () => [line: string, stack: object], RegExp]>([
  [
    "a misspelt name",
    () => ["list ordres", { resources: [stackResource("flow", "orders", flow)] }],
    /^pulumi-aep runs: There is no flow with the id ordres in sandbox prod .*, and none with this name in the stack dev\.\nCheck the name/,
  ],
  [
    "an id of another sandbox",
    () => [`list ${flow} --sandbox dev`, {}],
    /^pulumi-aep runs: There is no flow with the id \S+ in sandbox dev /,
  ],
  [
    "a flow that the stack has in another sandbox",
    () => {
      const resource = stackResource("flow", "orders", flow, { outputs: { sandbox: "prod" } });
      return ["list orders --sandbox dev", { resources: [resource] }];
    },
    /^pulumi-aep runs: There is no flow \S+ in sandbox dev .*\nThe stack has it in sandbox prod: add --sandbox prod\.$/,
  ],
  [
    "a name that two flows have",
    () => [
      "list orders",
      { resources: [stackResource("flow", "orders", flow), stackResource("flow", "orders", "other")] },
    ],
    /^pulumi-aep runs: The stack dev has 2 flows with the name orders\.\nUse the id of one of them: \S+, other\.$/,
  ],
])("A list of no flow is refused: %s.", async (_case, given, message) => {
  const [line, stack] = given();
  const { code, text, error } = await run(line, stack);
  expect({ code, text, error }).toEqual({ code: 1, text: "", error: expect.stringMatching(message) });
});

test("Credentials in the errors of runs are hidden, in lines and in JSON.", async () => {
  const message =
    "Reading https://acme.example/c?sig=SIGNATURE%3D failed: AccountKey=ACCOUNTKEY== password=PASSWORD";
  await plantRun({ metrics: { statusSummary: { status: "failed", errors: [{ code: "C-1", message }] } } });
  for (const line of [`list ${flow}`, `list ${flow} --json`]) {
    const { text } = await run(line);
    expect(text).toContain("failed: AccountKey=[secret]");
    expect(text).not.toMatch(/SIGNATURE|ACCOUNTKEY|PASSWORD/);
  }
});

test.each(["0", "-1", "many", "1.5"])("--limit=%s is refused.", async (limit) => {
  const { code, error } = await run(`list ${flow} --limit=${limit}`);
  expect({ code, error }).toEqual({
    code: 1,
    error: expect.stringMatching(/^pulumi-aep runs: --limit .* is not a whole number above 0\.$/),
  });
});

test("A retry asks with the run, its flow and status, and names the new run.", async () => {
  const id = await plantRun();
  respond(200, { id: "new-run", etag: '"1"' });
  const { code, asked, text } = await run(`retry ${id}`, { answer: true });
  expect(asked).toEqual([
    `Retry the run ${id} of the flow ${flow}, status failed, in sandbox prod of organisation EMULATOR@AdobeOrg?`,
  ]);
  expect({ code, text }).toEqual({ code: 0, text: `Started the run new-run as a retry of ${id}.` });
  const [request] = await writes();
  expect(request?.path).toBe(`${actionPath}/${id}/action?op=re-trigger`);
});

test.each([
  ["retry", { id: "new-run" }, { newRun: "new-run" }],
  ["retry", { items: [{ id: "new-run" }] }, { newRun: "new-run" }],
  ["cancel", {}, { status: "failed" }],
])("With --yes --json, %s asks nothing and prints one document: %j", async (action, body, result) => {
  const id = await plantRun();
  respond(200, body);
  const { code, asked, text } = await run(`${action} ${id} --yes --json`);
  expect({ code, asked }).toEqual({ code: 0, asked: [] });
  expect(JSON.parse(text)).toEqual({ stack: "dev", sandbox: "prod", flow, run: id, ...result });
});

test("A cancellation asks, sends one request and shows the status after it.", async () => {
  const id = await plantRun({ metrics: { statusSummary: { status: "inProgress" } } });
  respond(200, { id });
  const { code, asked, text } = await run(`cancel ${id}`, { answer: true });
  expect(asked).toEqual([expect.stringMatching(/^Cancel the run .*, status inProgress, in sandbox prod/)]);
  expect({ code, text }).toEqual({
    code: 0,
    text: `AEP has accepted the cancellation of the run ${id}. Its status is inProgress.`,
  });
  expect((await writes()).map(({ path }) => path)).toEqual([`${actionPath}/${id}/action?op=cancel`]);
});

test.each([
  ["retry", false, "No run was started."],
  ["retry", undefined, "No run was started."],
  ["cancel", false, "The run was not cancelled."],
  ["cancel", undefined, "The run was not cancelled."],
])("%s without a confirmation (%s) sends nothing.", async (action, answer, message) => {
  const id = await plantRun();
  const { code, error } = await run(`${action} ${id}`, { answer });
  expect({ code, error }).toEqual({
    code: 1,
    error: `${message} Use --yes to continue without confirmation.`,
  });
  expect(await writes()).toEqual([]);
});

test.each(["retry", "cancel"])("%s of an unknown run is refused before the confirmation.", async (action) => {
  const { code, asked, error } = await run(`${action} none --yes`);
  expect({ code, asked }).toEqual({ code: 1, asked: [] });
  expect(error).toMatch(/^pulumi-aep runs: There is no run none in sandbox prod .*\n.*runs list FLOW/);
});

test.each(["retry", "cancel"])("%s shows the refusal of the service.", async (action) => {
  const id = await plantRun();
  respond(400, {
    title: "Bad request",
    status: 400,
    detail: "The state of the run does not allow it",
    type: "https://ns.adobe.com/aep/errors/CONNECTOR-1387-400",
  });
  const { code, error } = await run(`${action} ${id} --yes`);
  expect(code).toBe(1);
  expect(error).toMatch(/The state of the run does not allow it.*CONNECTOR-1387-400/s);
});

test("After a lost response, a retry is not repeated, and the error says how to look for the new run.", async () => {
  const id = await plantRun();
  bed.emulator.faults.add({ kind: "resetBefore", method: "POST", path: actionPath });
  const { code, error } = await run(`retry ${id} --yes`);
  expect(code).toBe(1);
  expect(error).toContain(`look for a new run: npx pulumi-aep runs list ${flow}.`);
  expect(await writes()).toHaveLength(1);
});

test("A failed run is started again, and the new run is cancelled while it is in progress.", async () => {
  await bed.plain.switches({ runDurationMs: 600_000, runCancel: "accept" });
  const retried = await run(`retry ${await plantRun()} --yes --json`);
  const { newRun } = JSON.parse(retried.text);
  expect((await run(`list ${flow}`)).text).toMatch(new RegExp(`^${newRun} +inProgress `, "m"));
  const cancelled = await run(`cancel ${newRun} --yes --json`);
  expect(JSON.parse(cancelled.text)).toMatchObject({
    run: newRun,
    status: expect.not.stringMatching("inProgress"),
  });
  const again = await run(`cancel ${newRun} --yes`);
  expect(again).toMatchObject({ code: 1, error: expect.stringMatching(/FLOW-1422-400/) });
});
