import path from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { ExportedResource } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";

const bed = sharedStack("options.ts");
const writes = async () =>
  (await bed.plain.requests()).filter(({ method, path }) => method !== "GET" && path.includes("/schemas"));

interface Recorded extends ExportedResource {
  readonly urn: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}

async function recorded(): Promise<Map<string, Recorded>> {
  const { deployment } = await bed.stack.exportStack();
  const resources = (deployment.resources ?? []) as Recorded[];
  return new Map(resources.map((resource) => [resource.urn.split("::").at(-1) ?? "", resource]));
}

const urnOf = (name: string) => `urn:pulumi:test::a-users-project::pulumi-nodejs:dynamic/aep:Schema::${name}`;

beforeEach(() => bed.plain.forgetRequests());

it("applies the options in one stack, and warns of deletedWith", async () => {
  const { stdout } = await bed.stack.up();
  expect(stdout).toContain('The option deletedWith of aep.Schema "with" keeps its entity');
  expect(await writes()).toHaveLength(9);
  const resources = await recorded();
  // The engine's marker of a secret.
  expect(resources.get("secret")?.outputs.version).toHaveProperty("4dabf18193072939515e22adb298388d");
  // Resources take both options from their component.
  expect(resources.get("below-protected")?.protect).toBe(true);
  expect(resources.get("below-retained")?.retainOnDelete).toBe(true);
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

it("renames and moves resources and renames the stack, in the state only", async () => {
  const shell = new ProjectShell(bed.stack);
  const succeed = async (...args: string[]) => {
    const { code, output } = await shell.pulumi(...args);
    expect(code, output).toBe(0);
  };
  const id = (await recorded()).get("renamed-second")?.id;
  await succeed("state", "rename", urnOf("renamed-second"), "renamed-third", "--yes");
  await setChanges(bed.stack, { name: "third", description: "ignored", timeout: "5m" });
  expect((await recorded()).get("renamed-third")?.id).toBe(id);

  await succeed("stack", "init", "other");
  const move = (source: string, dest: string, urn: string) =>
    succeed("state", "move", "--source", source, "--dest", dest, urn, "--yes");
  await move("test", "other", urnOf("renamed-third"));
  expect((await recorded()).has("renamed-third")).toBe(false);
  await move("other", "test", urnOf("renamed-third").replace(":test:", ":other:"));
  expect((await recorded()).get("renamed-third")?.id).toBe(id);

  await succeed("stack", "rename", "renamed", "--stack", "test");
  await succeed("preview", "--expect-no-changes", "--stack", "renamed");
  await succeed("stack", "rename", "test", "--stack", "renamed");
  expect(await writes()).toEqual([]);
});

it("stops before a change that an update plan does not contain", async () => {
  const plan = path.join(bed.project.folder, "plan.json");
  await bed.stack.preview({ plan });
  await setChanges(bed.stack, {
    name: "third",
    description: "ignored",
    timeout: "5m",
    titles: ["Unplanned"],
  });
  expect(await failureOf(bed.stack.up({ plan }))).toContain("violates plan");
  expect(await writes()).toEqual([]);
});

it("stops for an invalid duration before any request", async () => {
  await setChanges(bed.stack, { name: "third", description: "ignored", timeout: "1d" });
  expect(await failureOf(bed.stack.up())).toContain(
    'customTimeouts.create of aep.Schema "renamed-third" is "1d", which is not a duration above 0.',
  );
  expect(await writes()).toEqual([]);
});

it("creates only what a target or an exclusion selects, and continues after an error", async () => {
  const titles = ["ACME ignored", "One", "Two", "Three"];
  await setChanges(bed.stack, { name: "third", description: "ignored", timeout: "5m", titles });
  await bed.stack.up({ target: [urnOf("One")] });
  expect(await writes()).toHaveLength(1);
  await bed.plain.forgetRequests();
  await bed.stack.up({ exclude: [urnOf("ACME ignored"), urnOf("Two")] });
  expect(await writes()).toHaveLength(1);
  await bed.plain.forgetRequests();
  // Its title is in use.
  expect(await failureOf(bed.stack.up({ continueOnError: true }))).toContain("Title must be unique");
  expect((await recorded()).has("Two")).toBe(true);
});

it("protects and retains", async () => {
  await setChanges(bed.stack, { name: "third", description: "ignored", timeout: "5m", deleted: true });
  expect(await failureOf(bed.stack.up())).toMatch(/protect/);
  expect((await recorded()).has("protected")).toBe(true);
  const { deployment } = await bed.stack.exportStack();
  const resources = (deployment.resources as Recorded[]).map((resource) => ({
    ...resource,
    protect: false,
  }));
  await bed.stack.importStack({ version: 3, deployment: { ...deployment, resources } });
  await bed.stack.up();
  await bed.stack.destroy();
  const { items } = await bed.plain.admin("GET", "schemas");
  const titles = (items as { title: string; $id: string }[]).map(({ title }) => title).toSorted();
  // AEP deletes nothing together with another entity.
  expect(titles).toEqual(["ACME below-retained", "ACME retained", "ACME with"]);
});
