import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readCreationNotes, writeCreationNote } from "./creationNote";

test("A note is read as it was written, other files are ignored, and a note can be removed.", async () => {
  const PULUMI_HOME = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(PULUMI_HOME, { recursive: true, force: true }));
  expect(readCreationNotes({ PULUMI_HOME })).toEqual([]);
  const note = { engine: 1, ended: 2, creations: [{ key: "a", outcome: { made: true as const, id: "b" } }] };
  writeCreationNote({ PULUMI_HOME }, note);
  await writeFile(path.join(PULUMI_HOME, "pulumi-aep/interrupted/half.json"), '{"engine":');
  await writeFile(path.join(PULUMI_HOME, "pulumi-aep/interrupted/empty.json"), "");
  await mkdir(path.join(PULUMI_HOME, "pulumi-aep/interrupted/folder.json"));
  const notes = readCreationNotes({ PULUMI_HOME });
  expect(notes.map((read) => read.note)).toEqual([note]);
  for (const { remove } of notes) {
    remove();
  }
  expect(readCreationNotes({ PULUMI_HOME })).toEqual([]);
});
