import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { sharedStack } from "../support/engine/sharedStack";

const bed = sharedStack("loyalty-schema");

async function changeProgram(from: string, to: string): Promise<void> {
  const file = path.join(bed.project.folder, "index.ts");
  const program = await readFile(file, "utf8");
  expect(program).toContain(from);
  await writeFile(file, program.replace(from, to));
}

it("comes up in an empty sandbox, and is then unchanged, after a refresh too", async () => {
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ create: 6 });
  await bed.stack.preview({ expectNoChanges: true });
  await bed.stack.refresh({ expectNoChanges: true });
});

it("adds a field to a data type by one PATCH, which is no change of the data type that contains it", async () => {
  await changeProgram("since: xdm.date", 'until: xdm.date({ title: "Until" }),\n    since: xdm.date');
  await bed.plain.forgetRequests();
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ update: 1 });
  const writes = (await bed.plain.requests()).filter(({ method }) => method !== "GET");
  expect(writes.filter(({ path: target }) => target.includes("datatypes"))).toMatchObject([
    { method: "PATCH", body: [{ op: "add", path: "/properties/until" }] },
  ]);
  await bed.stack.refresh({ expectNoChanges: true });
});

it("refuses to remove a field in the preview, with its path", async () => {
  await changeProgram('    points: xdm.long({ title: "Points" }),\n', "");
  await expect(bed.stack.preview()).rejects.toThrow(/fields\.points: the state has .* the program no value/);
});

it("deletes descriptors before their schema", async () => {
  await bed.stack.destroy();
  const deleted = (await bed.plain.writeLines()).map((line) => line.split("/")[2]);
  expect(deleted).toEqual(["descriptors", "schemas", "fieldgroups", "datatypes", "datatypes"]);
});
