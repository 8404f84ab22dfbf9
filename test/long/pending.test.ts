import { expect, it } from "vitest";
import { plainOutputs } from "../support/engine/engineProject";
import { expectNothingLeft, failureOf, sharedStack } from "../support/engine/sharedStack";

const bed = sharedStack("pending.ts", {
  emulator: {
    switches: { approvalDelayMs: "never", connectionInitializingMs: 1_500, failedConnectionChange: "accept" },
  },
  config: {
    "aep:sandbox": "dev",
    "a-users-project:connectionString": "AccountName=acmestorage;AccountKey=k1",
  },
});

const account =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmestorage";

const writes = async () =>
  (await bed.plain.requestLines()).filter((line) => !/^GET|interactiveAuthoring/.test(line));

/** The message that says who has to approve the endpoint. */
const notice = (id: string) =>
  `The private endpoint "orders" (${id}) in sandbox dev is Pending: the owner of ${account} has to approve it.`;

interface Recorded {
  readonly urn: string;
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** A resource of the state. */
async function recorded(name: string, type = ""): Promise<Recorded | undefined> {
  const { deployment } = await bed.stack.exportStack();
  const resources = deployment.resources as Recorded[];
  return resources.find((one) => one.urn.endsWith(`::${name}`) && one.type.endsWith(type));
}

it("succeeds while the endpoint is pending, and says who has to do what", async () => {
  const { stdout, summary, outputs } = await bed.stack.up();
  const { endpointId, ...others } = plainOutputs(outputs);
  expect(others).toEqual({ endpointState: "Pending" });
  expect(stdout).toContain(notice(String(endpointId)));
  expect(stdout).toContain(`az network private-endpoint-connection list --id ${account}, then az network`);
  // The stack, two components, the endpoint, its approval and the target connection.
  expect(summary.resourceChanges).toEqual({ create: 6 });
  expect(await writes()).toEqual(
    expect.arrayContaining(["POST /privateEndpoints", "POST /targetConnections"]),
  );
  expect(await writes()).toHaveLength(2);
});

it("previews everything, and a second run after a refresh still finds the endpoint pending", async () => {
  expect((await bed.stack.preview()).changeSummary).toMatchObject({ create: 5, update: 1 });
  const { stdout, summary, outputs } = await bed.stack.up({ refresh: true });
  expect(stdout).toContain(notice(String(outputs.endpointId?.value)));
  expect(summary.resourceChanges).toEqual({ update: 1, same: 5 });
  expect(outputs.endpointState?.value).toBe("Pending");
  expect(await writes()).toEqual([]);
});

it("keeps base connections that fail, after the owner has approved the endpoint", async () => {
  bed.emulator.switches.connectionInitializingEnd = "failed";
  const { endpointId } = plainOutputs(await bed.stack.outputs());
  await bed.plain.admin("POST", `privateEndpoints/${endpointId}/state`, { state: "Approved" });
  const message = await failureOf(bed.stack.up());
  expect(message).toMatch(/AEP reports the base connection "orders" \(.*\) in sandbox dev as failed/);
  expect(message).toContain("Correct auth and run pulumi up again.");
  expect((await recorded("orders-base"))?.outputs).toMatchObject({ state: "failed" });
  expect((await writes()).filter((line) => line.startsWith("POST /sourceConnections"))).toEqual([]);
});

it("creates everything over the one endpoint once the credentials are right", async () => {
  bed.emulator.switches.connectionInitializingEnd = "enabled";
  await bed.stack.setConfig("a-users-project:connectionString", {
    value: "AccountName=acmestorage;AccountKey=k2",
  });
  const { outputs } = await bed.stack.up();
  expect(plainOutputs(outputs)).toMatchObject({
    endpointState: "Approved",
    baseState: "enabled",
    returnsId: expect.any(String),
    flowId: expect.any(String),
  });
  // A PATCH that is refused because the etag has moved is repeated.
  const sent = (await writes()).map((line) => line.replace(/^(PATCH .*)\/[^/]+$/, "$1"));
  expect(new Set(sent)).toEqual(new Set(["PATCH /connections", "POST /sourceConnections", "POST /flows"]));
  expect(sent.filter((line) => line.startsWith("POST "))).toHaveLength(3);
  expect((await bed.plain.admin("GET", "privateEndpoints")).items).toHaveLength(1);
  await expectNothingLeft(bed.stack);
});

it("deletes everything in the order of its references", async () => {
  const flow = await recorded("orders", "aep:Flow");
  expect(flow?.propertyDependencies.sourceConnectionIds).toContainEqual(
    expect.stringMatching(/SourceConnection::orders-source$/),
  );
  await bed.stack.destroy();
  for (const collection of ["privateEndpoints", "connections", "sourceConnections", "flows"]) {
    expect((await bed.plain.admin("GET", collection)).items, collection).toEqual([]);
  }
});
