import { beforeEach, expect, it } from "vitest";
import type { ExportedResource } from "../support/engine/engineProject";
import { failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";

const bed = sharedStack("options.ts");
const writes = async () =>
  (await bed.plain.requests()).filter(({ method, path }) => method !== "GET" && path.includes("/schemas"));

interface Recorded extends ExportedResource {
  readonly urn: string;
}

async function recorded(): Promise<Map<string, Recorded>> {
  const { deployment } = await bed.stack.exportStack();
  const resources = (deployment.resources ?? []) as Recorded[];
  return new Map(resources.map((resource) => [resource.urn.split("::").at(-1) ?? "", resource]));
}

beforeEach(() => bed.plain.forgetRequests());

it("applies the options in one stack, and warns of deletedWith", async () => {
  const { stdout } = await bed.stack.up();
  expect(stdout).toContain('The option deletedWith of aep.Schema "with" keeps its entity');
  expect(await writes()).toHaveLength(7);
  const resources = await recorded();
  // The engine's marker of a secret.
  expect(resources.get("secret")?.outputs.version).toHaveProperty("4dabf18193072939515e22adb298388d");
  // The class does not see what a transformation sets.
  expect(resources.get("transformed")?.inputs).not.toHaveProperty("__timeouts");
  expect(resources.get("renamed-first")?.inputs).not.toHaveProperty("__timeouts");
});

it("changes nothing for an alias, an ignored argument and custom timeouts, without a request", async () => {
  await setChanges(bed.stack, { name: "second", description: "ignored", timeout: "5m" });
  await bed.stack.up();
  expect(await writes()).toEqual([]);
  const timeouts = { create: 300, delete: 5_400 };
  const renamed = (await recorded()).get("renamed-second");
  expect(renamed?.inputs.__timeouts).toEqual(timeouts);
  expect(renamed?.outputs.__timeouts).toEqual(timeouts);
  await bed.stack.up({ expectNoChanges: true });
  await bed.stack.refresh({ expectNoChanges: true });
  expect((await recorded()).get("renamed-second")?.outputs.__timeouts).toEqual(timeouts);
  expect(await writes()).toEqual([]);
});

it("stops for an invalid duration before any request", async () => {
  await setChanges(bed.stack, { name: "second", description: "ignored", timeout: "1d" });
  expect(await failureOf(bed.stack.up())).toContain(
    'customTimeouts.create of aep.Schema "renamed-second" is "1d", which is not a duration above 0.',
  );
  expect(await writes()).toEqual([]);
});

it("creates only what a target or an exclusion selects, and continues after an error", async () => {
  const titles = ["ACME ignored", "One", "Two", "Three"];
  await setChanges(bed.stack, { name: "second", description: "ignored", timeout: "5m", titles });
  const urnOf = (name: string) =>
    `urn:pulumi:test::a-users-project::pulumi-nodejs:dynamic/aep:Schema::${name}`;
  await bed.stack.up({ target: [urnOf("One")] });
  expect(await writes()).toHaveLength(1);
  await bed.plain.forgetRequests();
  await bed.stack.up({ exclude: [urnOf("ACME ignored"), urnOf("Two")] });
  expect(await writes()).toHaveLength(1);
  await bed.plain.forgetRequests();
  // Its title is in use.
  expect(await failureOf(bed.stack.up({ continueOnError: true }))).toContain("Titles must be unique");
  expect((await recorded()).has("Two")).toBe(true);
});

it("protects and retains", async () => {
  await setChanges(bed.stack, { name: "second", description: "ignored", timeout: "5m", deleted: true });
  expect(await failureOf(bed.stack.up())).toMatch(/protect/);
  expect((await recorded()).has("protected")).toBe(true);
  const { deployment } = await bed.stack.exportStack();
  const resources = (deployment.resources as (Recorded & { protect?: boolean })[]).map((resource) => ({
    ...resource,
    protect: false,
  }));
  await bed.stack.importStack({ version: 3, deployment: { ...deployment, resources } });
  await bed.stack.up();
  await bed.stack.destroy();
  const { items } = await bed.plain.admin("GET", "schemas");
  const titles = (items as { title: string; $id: string }[]).map(({ title }) => title).toSorted();
  // AEP deletes nothing together with another entity.
  expect(titles).toEqual(["ACME retained", "ACME with"]);
});
