import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { createEntity, entitiesOf, type ResourceCase, resourceCases } from "../support/resourceCases";

/** The state of one resource in a stack; `{prepared}` replaces ids and times that differ with every run. */
interface RecordedState {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

const folder = path.resolve(__dirname, "../state");

/** The API cannot change a private endpoint; every other kind has a change in its test case. */
const kindsWithoutUpdate = ["privateEndpoint"];

const testBed = sharedTestBed();

/** The versions with recorded states, and the kinds that each of them had. */
const versions = readdirSync(folder).map((version) => ({
  version,
  known: resourceCases.filter(({ since }) => !isNewer(since, version)),
}));

function isNewer(left: string, right: string): boolean {
  return left.localeCompare(right, "en", { numeric: true }) > 0;
}

/** The same entity created without the provider, with its recorded state. */
async function recordedResource(resource: ResourceCase, version: string): Promise<ManagedResource> {
  const file = path.join(folder, version, `${resource.kind}.json`);
  const recorded: RecordedState = JSON.parse(await readFile(file, "utf8"));
  const wanted = await resource.prepare(testBed.plain);
  const startTime = Math.floor(Date.now() / 1_000) + 600;
  const prepared = resource.completed?.(wanted, startTime) ?? wanted;
  const { privateEndpointId, ...body } = prepared;
  const id = await createEntity(resource, testBed.plain, body);
  return Object.assign(new ManagedResource(testBed.host, resource.kind), {
    id,
    inputs: filledIn(recorded.inputs, prepared),
    outputs: filledIn(recorded.outputs, prepared),
  });
}

/** The inputs of the program, without those that check added. */
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

it("every version has one recorded state of every kind that it had", () => {
  expect(versions.map(({ version }) => version)).toContain("0.1.0");
  for (const { version, known } of versions) {
    const files = readdirSync(path.join(folder, version));
    expect(files.toSorted()).toEqual(known.map(({ kind }) => `${kind}.json`).toSorted());
  }
});

describe.each(versions.flatMap(({ version, known }) => known.map((resource) => ({ version, ...resource }))))(
  "the state of a $kind that $version wrote",
  ({ version, ...resource }) => {
    it("is read without a change, updated and deleted", async () => {
      const managed = await recordedResource(resource, version);
      const inputs = programOf(managed);
      expect(await managed.up(inputs)).toBe("same");
      const before = managed.inputs;
      expect(await managed.refresh()).toBe("same");
      expect(managed.inputs).toEqual(before);
      expect(await managed.up(inputs)).toBe("same");
      if (resource.change !== undefined) {
        expect(await managed.up({ ...inputs, ...resource.change.inputs })).toBe("update");
        expect(await managed.refresh()).toBe("same");
      }
      const { id } = managed;
      await managed.destroy();
      expect(
        (await entitiesOf(resource, testBed.plain)).map((entity) => entity.$id ?? entity.id),
      ).not.toContain(id);
    });

    it("is updated without a refresh before", async () => {
      if (resource.change === undefined) {
        expect(resource.noUpdate).toBeDefined();
        return expect(kindsWithoutUpdate).toContain(resource.kind);
      }
      const managed = await recordedResource(resource, version);
      expect(await managed.up({ ...programOf(managed), ...resource.change.inputs })).toBe("update");
      expect(await managed.refresh()).toBe("same");
    });
  },
);
