import { beforeEach, describe, expect, it } from "vitest";
import { shortPath } from "../support/emulator/plainClient";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties, ProviderHost } from "../support/host/providerHost";
import { sharedInProcessBed, sharedTestBed } from "../support/host/sharedTestBed";
import { placeOf, type ResourceCase, resourceCases } from "../support/resourceCases";

const testBed = sharedTestBed();
/** For tests in which the provider pauses for seconds. */
const impatient = sharedInProcessBed({
  emulator: { switches: { interactiveAuthoringRequired: false } },
});

const otherHosts = new Map<string, Promise<ProviderHost>>();
/** A process with other configuration: one for all kinds, because each start takes CPU time. */
function otherHost(config: Record<string, string>): Promise<ProviderHost> {
  const key = JSON.stringify(config);
  const started = otherHosts.get(key) ?? testBed.anotherHost(config);
  otherHosts.set(key, started);
  return started;
}

describe.each(resourceCases)("$kind", (resource) => {
  let managed: ManagedResource;
  let inputs: Properties;
  const path = shortPath(resource.path);
  const place = placeOf(resource);
  const onService = (id: string) => readThing(resource, id);

  beforeEach(async () => {
    managed = new ManagedResource(testBed.host, resource.kind);
    inputs = await resource.prepare(testBed.plain);
    await testBed.plain.forgetRequests();
  });

  it("is created by one POST, and is then unchanged without a request", async () => {
    expect(await managed.up(inputs)).toBe("create");
    const lines = await testBed.plain.requestLines();
    // Once per process, by the first that needs it.
    const ofTenant = resource.readsTenant ? lines.filter((line) => line === "GET /stats") : [];
    expect(lines).toEqual([
      ...ofTenant.slice(0, 1),
      ...resource.alsoOnCreate,
      `POST ${path}`,
      ...(resource.afterCreate?.(managed.id) ?? []),
    ]);
    expect(managed.outputs).toMatchObject({ ...inputs, ...place.recorded });

    await testBed.plain.forgetRequests();
    expect(await managed.up(inputs)).toBe("same");
    expect(await testBed.plain.requestLines()).toEqual([]);
  });

  it("is read by one GET and shows no drift", async () => {
    await managed.up(inputs);
    await testBed.plain.forgetRequests();
    expect(await managed.refresh()).toBe("same");
    expect(await testBed.plain.requestLines()).toEqual([`GET ${path}/${encodeURIComponent(managed.id)}`]);
    expect(await managed.up(inputs)).toBe("same");
  });

  it("is removed from state when it was deleted outside Pulumi", async () => {
    const managed = new ManagedResource(impatient.host, resource.kind);
    const inputs = await resource.prepare(impatient.plain);
    await managed.up(inputs);
    await impatient.plain.admin("DELETE", `${resource.collection}/${encodeURIComponent(managed.id)}`);
    expect(await managed.refresh()).toBe("gone");
    expect(await managed.up(inputs)).toBe("create");
  });

  it("is deleted by one DELETE, which also succeeds when it is gone, or only removed from the state", async () => {
    await managed.up(inputs);
    const { id, outputs } = managed;
    await testBed.plain.forgetRequests();
    await managed.destroy();
    const line = `${path}/${encodeURIComponent(id)}`;
    const before = resource.readBeforeDelete?.(id, inputs).map((read) => `GET ${read}`) ?? [];
    const isKept = resource.kept !== undefined;
    const sent = (await testBed.plain.requestLines()).filter(
      (request) => resource.readOnceBeforeDelete?.test(request) !== true,
    );
    expect(sent).toEqual(isKept ? [] : [...before, `DELETE ${line}`]);
    expect((await onService(id)) !== undefined).toBe(isKept);
    await managed.host.delete(resource.kind, id, outputs);
  });

  it("is replaced when a field changes that the API cannot update", async () => {
    await managed.up(inputs);
    const { replacement } = resource;
    if (replacement === undefined) {
      return;
    }
    const wanted = { ...inputs, ...replacement.inputs };
    const checked = await managed.host.check(resource.kind, managed.inputs, wanted);
    expect(await managed.host.diff(resource.kind, managed.id, managed.outputs, checked.inputs)).toEqual({
      changes: true,
      replaces: replacement.replaces,
      deleteBeforeReplace: replacement.deleteBeforeReplace,
    });
  });

  it("is replaced when its scope changes, by argument or by configuration", async () => {
    await managed.up(inputs);
    const wanted = { ...inputs, ...place.other.inputs };
    const moved = await managed.host.check(resource.kind, managed.inputs, wanted);
    const byArgument = await managed.host.diff(resource.kind, managed.id, managed.outputs, moved.inputs);
    expect(byArgument.replaces).toEqual([place.replaces]);

    const otherRun = managed.on(await otherHost(place.other.config));
    const { inputs: configured } = await otherRun.host.check(resource.kind, managed.inputs, inputs);
    const byConfig = await otherRun.host.diff(resource.kind, managed.id, managed.outputs, configured);
    expect(byConfig.replaces).toEqual([place.replaces]);
  });

  it("is read and deleted in the scope in which it was created, whatever is configured now", async () => {
    await managed.up(inputs);
    const otherRun = managed.on(await otherHost(place.other.config));
    expect(await otherRun.refresh()).toBe("same");
    const { id } = managed;
    await otherRun.destroy();
    expect((await onService(id)) !== undefined).toBe(resource.kept !== undefined);
  });

  it("is read by its id without a secret in the result", async () => {
    await managed.up(inputs);
    const got = await managed.host.read(resource.kind, managed.id, {});
    const { nameInput = "name" } = resource;
    expect(got).toMatchObject({
      [nameInput]: inputs[nameInput],
      ...place.recorded,
    });
    expect(JSON.stringify(got)).not.toMatch(/vault|a-key-for-tests/);
  });

  it("passes check, and counts as replaced, when an input of its parents is unknown", async () => {
    await managed.up(inputs);
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    for (const key of Object.keys(inputs)) {
      const { failures } = await managed.host.check(resource.kind, {}, { ...inputs, [key]: unknown });
      expect(failures, key).toEqual([]);
    }
    const [replacing = "."] = resource.replacement?.replaces ?? [];
    if (replacing.includes(".")) {
      return;
    }
    const diff = await managed.host.diff(resource.kind, managed.id, managed.outputs, {
      ...managed.inputs,
      [replacing]: unknown,
    });
    expect(diff.replaces).toEqual([replacing]);
  });
});

describe.each(resourceCases.filter(({ leftOut }) => leftOut?.otherOrganisation === undefined))(
  "$kind of an organisation",
  (resource) => {
    it("refuses another organisation with one error that names both organisations", async () => {
      const inputs = await resource.prepare(testBed.plain);
      const managed = new ManagedResource(testBed.host, resource.kind);
      await managed.up(inputs);
      const host = await otherHost({ "aep:orgId": "OTHER@AdobeOrg" });
      const { failures } = await host.check(resource.kind, managed.inputs, inputs);
      expect(failures).toHaveLength(1);
      expect(failures[0]?.reason).toMatch(/EMULATOR@AdobeOrg.*OTHER@AdobeOrg/);
    });
  },
);

describe.each(
  // Kinds without If-Match are tested in unguarded.test.ts.
  resourceCases.flatMap((resource) =>
    resource.change && !resource.unguarded ? [{ ...resource, change: resource.change }] : [],
  ),
)("$kind in place", (resource) => {
  let managed: ManagedResource;
  let inputs: Properties;
  let line: string;

  beforeEach(async () => {
    managed = new ManagedResource(testBed.host, resource.kind);
    inputs = await resource.prepare(testBed.plain);
    await managed.up(inputs);
    line = `${shortPath(resource.path)}/${managed.id}`;
    await testBed.plain.forgetRequests();
  });

  it("is updated by one PATCH of the changed paths with the etag as received", async () => {
    await managed.refresh();
    const etag = managed.outputs.etag;
    await testBed.plain.forgetRequests();
    expect(await managed.up({ ...inputs, ...resource.change.inputs })).toBe("update");
    const requests = await testBed.plain.requests();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: "PATCH", status: 200, body: resource.change.patch });
    expect(requests[0]?.headers["if-match"]).toBe(etag);
    expect(await managed.up({ ...inputs, ...resource.change.inputs })).toBe("same");
    expect(await managed.refresh()).toBe("same");
  });

  it("is updated after one refusal when the service has changed the etag", async () => {
    expect(await managed.up({ ...inputs, ...resource.change.inputs })).toBe("update");
    expect(await testBed.plain.requestLines()).toEqual([`PATCH ${line}`, `GET ${line}`, `PATCH ${line}`]);
    const statuses = (await testBed.plain.requests()).map(({ status }) => status);
    expect(statuses).toEqual([412, 200, 200]);
  });

  it("is unchanged when someone else made the same change", async () => {
    await managed.refresh();
    await testBed.plain.admin("PATCH", `${resource.collection}/${managed.id}`, resource.change.inputs);
    await testBed.plain.forgetRequests();
    expect(await managed.up({ ...inputs, ...resource.change.inputs })).toBe("update");
    expect(await testBed.plain.requestLines()).toEqual([`PATCH ${line}`, `GET ${line}`]);
    expect(await managed.refresh()).toBe("same");
  });

  it("never overwrites someone else's change, and reports it", async () => {
    const drift = resource.drift ?? expect.unreachable("a kind that can be changed can drift");
    await managed.refresh();
    await testBed.plain.admin("PATCH", `${resource.collection}/${managed.id}`, drift.edit);
    const other = { ...inputs, ...resource.change.inputs, ...resource.otherChange?.inputs };
    const failure = await managed.up(other).catch((error: Error) => error.message);
    expect(failure).toContain(`\n  ${drift.field}: the program has `);
    expect(failure).toContain("pulumi up --refresh");
    expect(await testBed.plain.get(`${resource.path}/${managed.id}`)).toMatchObject(drift.edit);
  });

  it("shows drift of exactly the changed field, and restores it", async () => {
    const drift = resource.drift ?? expect.unreachable("a kind that can be changed can drift");
    await managed.refresh();
    const before = managed.outputs;
    await testBed.plain.admin("PATCH", `${resource.collection}/${managed.id}`, drift.edit);
    expect(await managed.refresh()).toBe("drift");
    const { etag, ...changed } = managed.outputs;
    const { etag: oldEtag, ...old } = before;
    expect(etag).not.toBe(oldEtag);
    expect(changed).toEqual({ ...old, [drift.field]: drift.value });

    await testBed.plain.forgetRequests();
    expect(await managed.up(inputs)).toBe("update");
    const [patch, ...others] = await testBed.plain.requests();
    expect(others).toEqual([]);
    expect(patch?.body).toEqual([{ op: "replace", path: `/${drift.field}`, value: inputs[drift.field] }]);
  });

  it("removes a value that the program no longer sets", async () => {
    const { description, ...without } = inputs;
    expect(description).toBeDefined();
    expect(await managed.up(without)).toBe("update");
    const patch = (await testBed.plain.requests()).findLast(({ method }) => method === "PATCH");
    expect(patch?.body).toEqual([{ op: "remove", path: "/description" }]);
    expect(await managed.refresh()).toBe("same");
  });

  it("reports that it cannot be updated because it is gone", async () => {
    await testBed.plain.admin("DELETE", `${resource.collection}/${encodeURIComponent(managed.id)}`);
    await expect(managed.up({ ...inputs, ...resource.change.inputs })).rejects.toThrow(/no longer exists/);
  });
});

describe.each(
  resourceCases.flatMap(({ addition, ...resource }) => (addition ? [{ ...resource, addition }] : [])),
)("$kind", (resource) => {
  it.each(["at once", "after a refresh"])("gets objects that it did not have, %s", async (when) => {
    const managed = new ManagedResource(testBed.host, resource.kind);
    const inputs = { ...(await resource.prepare(testBed.plain)) };
    await managed.up({ ...inputs });
    for (const [key, value] of Object.entries(resource.addition)) {
      if (when === "after a refresh") {
        await managed.refresh();
      }
      Object.assign(inputs, { [key]: value });
      expect(await managed.up({ ...inputs })).toBe("update");
      expect(await managed.refresh()).toBe("same");
      expect(managed.outputs).toMatchObject({ [key]: value });
    }
  });

  it("gets objects back that someone else removed", async () => {
    const managed = new ManagedResource(testBed.host, resource.kind);
    const inputs = { ...(await resource.prepare(testBed.plain)), ...resource.addition };
    await managed.up(inputs);
    await managed.refresh();
    const shown = (await readThing(resource, managed.id)) as Properties;
    const nothing = Object.fromEntries(
      Object.entries(resource.addition).map(([key, value]) => [key, removalOf(value, shown[key])]),
    );
    await testBed.plain.admin("PATCH", `${resource.collection}/${encodeURIComponent(managed.id)}`, nothing);
    expect(await managed.refresh()).toBe("drift");
    expect(await managed.up(inputs)).toBe("update");
    expect(await managed.refresh()).toBe("same");
    expect(managed.outputs).toMatchObject(resource.addition);
  });
});

/** A merge patch that removes an object, or its members where the service has added others. */
function removalOf(added: unknown, shown: unknown): unknown {
  const [ours, theirs] = [added, shown].map((object) => Object.keys(object as Properties));
  return ours?.length === theirs?.length ? null : Object.fromEntries((ours ?? []).map((key) => [key, null]));
}

async function readThing({ path, entityIn, read }: ResourceCase, id: string): Promise<unknown> {
  if (read !== undefined) {
    return read(testBed.plain, id);
  }
  if (entityIn === undefined) {
    return testBed.plain.get(`${path}/${id}`);
  }
  const accept = "application/vnd.adobe.xed+json; version=1";
  const { status, body } = await testBed.plain.send("GET", `${path}/${encodeURIComponent(id)}`, undefined, {
    ...(path.includes("schemaregistry") ? { accept } : {}),
  });
  return status === 404 ? undefined : entityIn(body);
}
