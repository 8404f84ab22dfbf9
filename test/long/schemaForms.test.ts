import { beforeAll, expect, it } from "vitest";
import { plainOutputs } from "../support/engine/engineProject";
import { failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";

const bed = sharedStack("schemaForms.ts", { emulator: { switches: { unionPreconditions: false } } });
const profile = "https://ns.adobe.com/xdm/context/profile";
let a: string;
let b: string;
let schemaId: string;

const referring = (...ids: string[]) => ids.map(($ref) => ({ $ref }));
const writes = () => bed.plain.writeLines();

beforeAll(async () => {
  [a = "", b = ""] = await Promise.all(
    ["A", "B"].map(async (title) =>
      String((await bed.plain.admin("POST", "fieldGroups", { title, properties: {} })).$id),
    ),
  );
});

// One stack lives through these, in this order.
it("creates a schema whose parts the program looks up by title and name", async () => {
  expect((await bed.stack.preview()).changeSummary).toMatchObject({ create: 2 });
  const outputs = plainOutputs((await bed.stack.up()).outputs);
  schemaId = String(outputs.schemaId);
  expect(outputs).toMatchObject({ allOf: referring(profile, a), ids: [a] });
  await bed.stack.refresh({ expectNoChanges: true });
  await bed.stack.up({ expectNoChanges: true });
});

it("shows no difference when the program switches to allOf and back, and refreshes in between", async () => {
  for (const form of ["allOf", "ids"]) {
    await setChanges(bed.stack, { form });
    await bed.stack.up({ expectNoChanges: true });
    await bed.stack.refresh({ expectNoChanges: true });
  }
  expect(await writes()).toEqual([]);
});

it("keeps a field group of others with ignoreChanges, also after refreshes and after a switch", async () => {
  await bed.plain.admin("PATCH", `schemas/${encodeURIComponent(schemaId)}`, {
    allOf: referring(profile, a, b),
  });
  for (const form of ["ids", "allOf"]) {
    await setChanges(bed.stack, { form, ignored: [form === "ids" ? "fieldGroupIds" : "allOf"] });
    await bed.stack.refresh();
    await bed.stack.up({ expectNoChanges: true });
  }
  expect(await writes()).toEqual([]);
});

it("refuses in preview to remove a field group", async () => {
  await setChanges(bed.stack, {});
  const refusal = `Schema "ACME members": fieldGroupIds loses ${b}.`;
  expect(await failureOf(bed.stack.preview())).toContain(refusal);
  expect(await writes()).toEqual([]);
});

it("keeps union with a warning when the program no longer has it", async () => {
  await setChanges(bed.stack, { titles: ["A", "B"], tags: ["union"] });
  await bed.stack.up();
  expect(await writes()).toHaveLength(1);
  await setChanges(bed.stack, { titles: ["A", "B"] });
  const warning = /keeps meta:immutableTags \["union"\]: AEP never removes the tag union/;
  const preview = await bed.stack.preview({ expectNoChanges: true });
  expect(preview.stdout + preview.stderr).toMatch(warning);
  const up = await bed.stack.up({ expectNoChanges: true });
  expect(up.stdout + up.stderr).toMatch(warning);
  expect(await writes()).toHaveLength(1);
});
