import { beforeAll, expect, it } from "vitest";
import { plainOutputs } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { expectNothingLeft, failureOf, sharedStack } from "../support/engine/sharedStack";

const secret = "AccountName=acmestorage;AccountKey=a-key-for-tests";
const passPhrase = "a-passphrase-for-tests";

const bed = sharedStack("whole-pipeline", {
  // Everything that an entity refers to exists here, so the emulator can require it.
  emulator: { switches: { dataSetExistence: "refuse", mappingExistence: "refuse", mappingSetDelete: 204 } },
  config: {
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    resourceGroupName: "acme-sources",
    storageAccountName: "acmestorage",
  },
});
let ids: Record<string, unknown>;

beforeAll(async () => {
  await bed.stack.setConfig("connectionString", { value: secret, secret: true });
});

const writes = () => bed.plain.writeLines();

it("comes up, with nothing left to change or to refresh", async () => {
  const { summary, outputs } = await bed.stack.up();
  ids = plainOutputs(outputs);
  expect(summary.resourceChanges).toMatchObject({ create: 9 });
  expect((await writes()).toSorted()).toEqual(
    [
      "POST /tenant/schemas",
      "POST /dataSets",
      "POST /mappingSets",
      "POST /privateEndpoints",
      "POST /privateEndpoints/interactiveAuthoring?op=enable",
      "POST /connections",
      "POST /sourceConnections",
      "POST /targetConnections",
      "POST /flows",
    ].toSorted(),
  );
  await expectNothingLeft(bed.stack);
});

it("updates the mapping set by one PUT and the flow by one PATCH when a mapping changes", async () => {
  await bed.stack.setConfig("idColumn", { value: "OrderId" });
  const preview = await bed.stack.preview();
  expect(preview.changeSummary).toMatchObject({ update: 2, same: 7 });
  await bed.plain.forgetRequests();
  const { outputs } = await bed.stack.up();
  expect(plainOutputs(outputs).mappingVersion).toBe(1);
  expect(await writes()).toEqual([`PUT /mappingSets/${ids.mappingSetId}`, `PATCH /flows/${ids.flowId}`]);
  await bed.stack.refresh({ expectNoChanges: true });
});

it("reads the runs of the flow and prints them as a table", async () => {
  const records = { inputRecordCount: 100, outputRecordCount: 99, failedRecordCount: 1 };
  await bed.plain.admin("POST", "runs", {
    flowId: ids.flowId,
    metrics: { recordSummary: records, statusSummary: { status: "success", errors: [] } },
  });
  const { stdout } = await bed.stack.up({ expectNoChanges: true });
  expect(stdout).toMatch(/status {4}read {6}written {3}failed\s+success {3}100 {7}99 {8}1/);
});

const keys = async () => (await bed.plain.admin("GET", "encryptionKeys")).items as Record<string, unknown>[];

it("gets a key and decrypts with it; the next key replaces it in the flow, and the old one stays in AEP", async () => {
  await bed.stack.setConfig("passPhrase", { value: passPhrase, secret: true });
  await bed.plain.forgetRequests();
  await bed.stack.up();
  expect(await writes()).toEqual(["POST /encryption/keys", `PATCH /flows/${ids.flowId}`]);
  const [old] = await keys();

  await bed.stack.setConfig("keyName", { value: "ACME orders 2" });
  const preview = await bed.stack.preview();
  expect(preview.changeSummary).toMatchObject({ replace: 1, update: 1, same: 8 });
  await bed.plain.forgetRequests();
  const { stdout } = await bed.stack.up();
  expect(await writes()).toEqual(["POST /encryption/keys", `PATCH /flows/${ids.flowId}`]);
  const [kept, current] = await keys();
  expect(kept).toEqual(old);
  expect(stdout).toContain(
    `The public key "ACME orders" (${old?.publicKeyId}) is removed from the state only.`,
  );
  const flow = await bed.plain.get(`/data/foundation/flowservice/flows/${ids.flowId}`);
  expect(flow?.transformations).toMatchObject([
    { name: "Mapping" },
    { name: "Encryption", params: { publicKeyId: current?.publicKeyId } },
  ]);
});

it("previews and doctor warn of a key that expires soon", async () => {
  const id = (await keys()).at(-1)?.publicKeyId;
  const expiryTime = String(Math.floor(Date.now() / 1_000) + 10 * 86_400);
  await bed.plain.admin("PATCH", `encryptionKeys/${id}`, { expiryTime });
  await bed.stack.refresh();
  const warning = `The public key "ACME orders 2" (${id}) expires on `;
  expect((await bed.stack.preview({ expectNoChanges: true })).stdout).toContain(warning);
  const { stdout } = await new ProjectShell(bed.stack).aep("doctor");
  expect(stdout.split("\n")).toContainEqual(expect.stringContaining(`warning  public keys: ${warning}`));
});

const isProtected = /cannot be deleted\s+because it is protected/;

it("with protected data, the preview of a destroy fails, and doctor lists why", async () => {
  expect(await failureOf(bed.stack.destroy({ previewOnly: true }))).toMatch(isProtected);
  expect(await writes()).toEqual([]);
  const { code, stdout } = await new ProjectShell(bed.stack).aep("doctor", "--before-destroy");
  const refusals = stdout.split("\n").filter((line) => line.startsWith("failure  destroy: "));
  expect(refusals).toEqual([
    expect.stringMatching(/: Schema "orders" is protected/),
    expect.stringMatching(/: Dataset "orders" is protected/),
  ]);
  expect(code).toBe(1);
});

it("is destroyed in the right order and leaves nothing; without a preview, protected data only remains", async () => {
  // Unlike pulumi destroy, this skips the preview: the engine then deletes everything else first.
  expect(await failureOf(bed.stack.destroy())).toMatch(isProtected);
  for (const collection of ["schemas", "dataSets"]) {
    expect((await bed.plain.admin("GET", collection)).items, collection).toHaveLength(1);
  }
  const state = await bed.stack.exportStack();
  for (const resource of state.deployment.resources) {
    resource.protect = false;
  }
  await bed.stack.importStack(state);
  await bed.stack.destroy();
  const deleted = (await writes()).map((line) => line.split("/").at(1) ?? "");
  const place = (collection: string) => deleted.indexOf(collection);
  for (const [first, second] of [
    ["flows", "sourceConnections"],
    ["flows", "targetConnections"],
    ["flows", "mappingSets"],
    ["sourceConnections", "connections"],
    ["connections", "privateEndpoints"],
    ["targetConnections", "dataSets"],
    ["dataSets", "tenant"],
    ["mappingSets", "tenant"],
  ] as const) {
    expect(place(first), `${first} is deleted`).toBeGreaterThanOrEqual(0);
    expect(place(first), `${first} before ${second}`).toBeLessThan(place(second));
  }
  for (const collection of [
    "schemas",
    "dataSets",
    "mappingSets",
    "privateEndpoints",
    "connections",
    "sourceConnections",
    "targetConnections",
    "flows",
  ]) {
    expect(await bed.plain.admin("GET", collection), collection).toEqual({ items: [] });
  }
  expect(await bed.project.storedState()).not.toContain("a-key-for-tests");
});
