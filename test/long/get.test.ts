import { expect, it } from "vitest";
import { PlainClient } from "../support/emulator/plainClient";
import { plainOutputs } from "../support/engine/engineProject";
import { sharedProject } from "../support/engine/sharedStack";
import { createEnds, resourceCase } from "../support/resourceCases";

const sourceConnections = "/data/foundation/flowservice/sourceConnections";

const bed = sharedProject("get.ts");
it("reads foreign entities in another sandbox than the configured one, and never changes them", async () => {
  const plain = new PlainClient(bed.emulator.url, "dev");
  const { sourceId, targetId } = await createEnds(plain);
  const flowId = await plain.create("/data/foundation/flowservice/flows", {
    ...resourceCase("flow").body,
    scheduleParams: { frequency: "once", startTime: Math.floor(Date.now() / 1_000) + 600 },
    sourceConnectionIds: [sourceId],
    targetConnectionIds: [targetId],
  });
  const source = await plain.get(`${sourceConnections}/${sourceId}`);
  const baseId = String(source?.baseConnectionId);

  const stack = await bed.project.stack(bed.emulator.url, {
    "a-users-project:baseId": baseId,
    "a-users-project:flowId": flowId,
  });
  await plain.forgetRequests();
  const { outputs } = await stack.up();
  expect(plainOutputs(outputs)).toEqual({
    oursId: expect.any(String),
    baseName: "ACME storage",
    baseAuth: { specName: "ConnectionString", params: { usePrivateLink: true } },
    flowState: "enabled",
    flowSandbox: "dev",
  });
  // The id of an entity that is read is known in a preview: what uses it does not show as replaced.
  await stack.preview({ expectNoChanges: true });
  await stack.up({ expectNoChanges: true });
  await stack.refresh({ expectNoChanges: true });
  await stack.destroy();
  const changes = (await plain.requests()).filter(({ method }) => method !== "GET");
  expect(changes.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `POST ${sourceConnections}`,
    `DELETE ${sourceConnections}/${outputs.oursId?.value}`,
  ]);

  const missing = await bed.project.stack(bed.emulator.url, {
    "a-users-project:baseId": "00000000-0000-0000-0000-00000000dead",
    "a-users-project:flowId": flowId,
  });
  await expect(missing.up()).rejects.toThrow(
    /There is no base connection 00000000-0000-0000-0000-00000000dead in sandbox dev/,
  );
});
