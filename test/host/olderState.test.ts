import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { createEntity, entitiesOf, type ResourceCase, resourceCases } from "../support/resourceCases";

/** What stands in the state of a stack for one resource; `{prepared}` where an id or a time differs with every run. */
interface RecordedState {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

const folder = path.resolve(__dirname, "../state");

const testBed = sharedTestBed();
let versions: string[];
beforeAll(async () => {
  versions = await readdir(folder);
});

/** The same thing made without the provider, and the recorded state that speaks of it. */
async function recordedResource(resource: ResourceCase, version: string): Promise<ManagedResource> {
  const file = path.join(folder, version, `${resource.kind}.json`);
  const recorded: RecordedState = JSON.parse(await readFile(file, "utf8"));
  const prepared = await resource.prepare(testBed.plain);
  const startTime = Math.floor(Date.now() / 1_000) + 600;
  if (resource.kind === "flow") {
    prepared.scheduleParams = { ...(prepared.scheduleParams as Properties), startTime };
  }
  const { privateEndpointId, ...body } = prepared;
  const id = await createEntity(
    resource,
    testBed.plain,
    resource.kind === "schema" ? { type: "object", ...body } : body,
  );
  return Object.assign(new ManagedResource(testBed.host, resource.kind), {
    id,
    inputs: filledIn(recorded.inputs, prepared),
    outputs: filledIn(recorded.outputs, prepared),
  });
}

/** What the program gives: without what check added. */
function programOf({ inputs: { orgId, ...given } }: ManagedResource): Properties {
  return given;
}

function filledIn(recorded: unknown, prepared: unknown): unknown {
  if (recorded === "{prepared}") {
    expect(prepared).toBeDefined();
    return prepared;
  }
  if (typeof recorded !== "object" || recorded === null) {
    return recorded;
  }
  const within = (key: string) => (prepared as Properties | undefined)?.[key];
  if (Array.isArray(recorded)) {
    return recorded.map((member, index) => filledIn(member, within(String(index))));
  }
  return Object.fromEntries(
    Object.entries(recorded).map(([key, value]) => [key, filledIn(value, within(key))]),
  );
}

it("every version has recorded one state of every kind it knew", async () => {
  expect(versions).toContain("0.1.0");
  const files = await readdir(path.join(folder, "0.1.0"));
  expect(files.toSorted()).toEqual(resourceCases.map(({ kind }) => `${kind}.json`).toSorted());
});

describe.each(resourceCases)("state of a $kind that 0.1.0 wrote", (resource) => {
  it("is read without a difference, changed and deleted", async () => {
    const managed = await recordedResource(resource, "0.1.0");
    const inputs = programOf(managed);
    expect(await managed.up(inputs)).toBe("same");
    expect(await managed.refresh()).toBe("same");
    expect(await managed.up(inputs)).toBe("same");
    if (resource.change !== undefined) {
      expect(await managed.up({ ...inputs, ...resource.change.inputs })).toBe("update");
      expect(await managed.refresh()).toBe("same");
    }
    const { id } = managed;
    await managed.destroy();
    expect((await entitiesOf(resource, testBed.plain)).map((thing) => thing.$id ?? thing.id)).not.toContain(
      id,
    );
  });

  it("is changed as it stands, without a refresh before", async () => {
    if (resource.change === undefined) {
      return expect(resource.kind).toBe("privateEndpoint");
    }
    const managed = await recordedResource(resource, "0.1.0");
    expect(await managed.up({ ...programOf(managed), ...resource.change.inputs })).toBe("update");
    expect(await managed.refresh()).toBe("same");
  });
});
