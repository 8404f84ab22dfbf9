import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { baseConnection } from "../resources/baseConnection";
import { targetConnection } from "../resources/targetConnection";
import { creationKey, readCreationNotes, writeCreationNote } from "./creationNote";

const inputs = {
  name: "ACME",
  connectionSpec: { id: "a", version: "1.0" },
  auth: { specName: "BasicAuth", params: { password: "one" } },
};
const key = creationKey(baseConnection, inputs);

test("The same inputs have the same key, in whatever order and with whatever secrets and reference.", () => {
  const { name, connectionSpec } = inputs;
  const auth = { params: { password: "two" }, specName: "BasicAuth" };
  const same = { auth, __provider: "text", connectionSpec: { version: "1.0", id: "a" }, name };
  expect(connectionSpec).toEqual(same.connectionSpec);
  expect(creationKey(baseConnection, same)).toBe(key);
});

test("Other inputs and other kinds have other keys.", () => {
  expect(creationKey(baseConnection, { ...inputs, name: "ACME 2" })).not.toBe(key);
  expect(creationKey(targetConnection, inputs)).not.toBe(key);
});

test("A note is read as it was written, what is no note is passed over, and one that is done with goes.", async () => {
  const PULUMI_HOME = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(PULUMI_HOME, { recursive: true, force: true }));
  expect(readCreationNotes({ PULUMI_HOME })).toEqual([]);
  const note = { engine: 1, ended: 2, creations: [{ key, outcome: { made: true as const, id: "b" } }] };
  writeCreationNote({ PULUMI_HOME }, note);
  await writeFile(path.join(PULUMI_HOME, "pulumi-aep/interrupted/half.json"), '{"engine":');
  const notes = readCreationNotes({ PULUMI_HOME });
  expect(notes.map((read) => read.note)).toEqual([note]);
  for (const { remove } of notes) {
    remove();
  }
  expect(readCreationNotes({ PULUMI_HOME })).toEqual([]);
});
