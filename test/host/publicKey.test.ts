import { expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { createEnds, entitiesOf, idOf, resourceCase } from "../support/resourceCases";

const testBed = sharedTestBed();
const resource = resourceCase("publicKey");
const { onDestroy: _, ...program } = resource.complete;

async function created(inputs: Properties = program): Promise<ManagedResource> {
  const key = new ManagedResource(testBed.host, "publicKey");
  await key.up(inputs);
  await testBed.plain.forgetRequests();
  return key;
}

const keys = async () => (await entitiesOf(resource, testBed.plain)).map(idOf);
const forgotten = ({ id }: ManagedResource, text: string) =>
  expect
    .poll(() => testBed.host.output)
    .toMatch(
      new RegExp(`The public key "ACME orders" \\(${id}\\) is removed from the state only\\..*${text}`),
    );

it("is only removed from the state by a destroy, which reports that", async () => {
  const key = await created();
  const before = { ...key, id: key.id } as ManagedResource;
  await key.destroy();
  expect(await testBed.plain.requestLines()).toEqual([]);
  expect(await keys()).toEqual([before.id]);
  await forgotten(before, 'onDestroy: "deleteKey" is deleted');
});

it("is replaced by a new key before the old one is removed from the state, and the old one stays", async () => {
  const key = await created();
  const old = key.id;
  expect(await key.up({ ...program, name: "ACME orders 2" })).toBe("replace");
  expect(await keys()).toEqual([old, key.id]);
  expect(await testBed.plain.writeLines()).toEqual(["POST /encryption/keys"]);
});

it("is replaced when its passphrase changes; a change of onDestroy sends no request", async () => {
  const key = await created();
  const { inputs } = await testBed.host.check("publicKey", key.inputs, {
    ...program,
    params: { passPhrase: "another passphrase" },
  });
  expect(await testBed.host.diff("publicKey", key.id, key.outputs, inputs)).toMatchObject({
    replaces: ["params.passPhrase"],
    deleteBeforeReplace: false,
  });
  expect(await key.up({ ...program, onDestroy: "deleteKey" })).toBe("update");
  expect(await testBed.plain.requestLines()).toEqual([]);
  await key.destroy();
  expect(await keys()).toEqual([]);
});

it("records the first passphrase after an import without a request, and is replaced by the next one", async () => {
  const key = await created();
  const { params: _params, ...seen } = key.outputs;
  key.outputs = seen;
  expect(await key.up(program)).toBe("update");
  expect(key.outputs.params).toEqual(program.params);
  expect(await testBed.plain.requestLines()).toEqual([]);
  expect(await key.up({ ...program, params: { passPhrase: "another passphrase" } })).toBe("replace");
});

it("with onDestroy deleteKey, a key that a flow uses is not deleted, and the flow is named", async () => {
  const key = await created({ ...program, onDestroy: "deleteKey" });
  const { sourceId, targetId } = await createEnds(testBed.plain);
  const { body } = resourceCase("flow");
  const flow = new ManagedResource(testBed.host, "flow");
  await flow.up({
    ...body,
    sourceConnectionIds: [sourceId],
    targetConnectionIds: [targetId],
    transformations: [
      ...(body.transformations as Properties[]),
      { name: "Encryption", params: { publicKeyId: key.id } },
    ],
  });
  await expect(key.destroy()).rejects.toThrow(new RegExp(`is in use[\\s\\S]*${flow.id}`));
  await flow.destroy();
  await key.destroy();
  expect(await keys()).toEqual([]);
});

it.each([405, 404] as const)(
  "with onDestroy deleteKey, a service whose DELETE gives %i keeps the key, and the destroy succeeds",
  async (encryptionKeyDelete) => {
    await testBed.plain.switches({ encryptionKeyDelete });
    const key = await created({ ...program, onDestroy: "deleteKey" });
    const { id } = key;
    await key.destroy();
    expect(await keys()).toEqual([id]);
  },
);

it.each([
  { encryptionKeyCreateStatus: 200 },
  { encryptionKeyList: "single" },
  { encryptionKeyMembers: "older" },
  { encryptionKeyScope: "organisation" },
] as const)("is created, read and found after a lost response with %j", async (switches) => {
  await testBed.plain.switches(switches);
  testBed.emulator.faults.add({ kind: "answerLost", method: "POST", path: resource.path });
  const key = await created();
  expect(await keys()).toEqual([key.id]);
  expect(await key.refresh()).toBe("same");
  expect(await key.up(program)).toBe("same");
});

it("that is unknown to the service is gone, with 404 and with 400", async () => {
  for (const unknownEncryptionKey of ["404", "400"] as const) {
    const key = await created();
    await testBed.plain.switches({ unknownEncryptionKey: Number(unknownEncryptionKey) });
    await testBed.plain.admin("DELETE", `${resource.collection}/${key.id}`);
    expect(await key.refresh()).toBe("gone");
  }
});

it("warns in the preview once when it expires within 30 days", async () => {
  const key = await created();
  const expiryTime = String(Math.floor(Date.now() / 1_000) + 20 * 86_400);
  await testBed.plain.admin("PATCH", `${resource.collection}/${key.id}`, { expiryTime });
  const host = await testBed.anotherHost();
  const next = key.on(host);
  await next.refresh();
  expect(await next.up(program)).toBe("same");
  expect(await next.up(program)).toBe("same");
  // The output arrives later than the responses, so a later message is awaited.
  await next.destroy();
  await expect.poll(() => host.output).toContain(`(${key.id}) is removed`);
  expect(host.output.split(`(${key.id}) expires on `)).toHaveLength(2);
});
