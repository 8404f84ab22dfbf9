import { expect, test } from "vitest";
import { backendDigest, type CreationNote } from "../../provider/cliApi";
import { NoteFolder, noteWith, urnOf } from "../../test/support/notes";
import { StackNotes } from "./stackNotes";

const state = (...ids: string[]) => ({
  version: 3,
  deployment: {
    manifest: { time: "" },
    resources: ids.map((id) => ({ urn: urnOf(id), type: "t", id })),
  },
});

/** Notes of a stack "dev" in a folder with these notes. */
function setUp(...notes: Partial<CreationNote>[]) {
  const folder = new NoteFolder();
  const environment = { PULUMI_HOME: folder.home, PULUMI_BACKEND_URL: "file:///state" };
  const backend = backendDigest(environment);
  for (const [index, note] of notes.entries()) {
    folder.write(noteWith({ backend, key: `key-${index}`, ...note }));
  }
  const stack = new StackNotes(environment, "/projects/acme", { stack: "dev", project: "acme" });
  return { folder, stack };
}

const made = (id: string) => ({ outcome: { made: true as const, id } });

test("Interrupted creates are listed with what the next up does.", () => {
  const { stack } = setUp({ urn: urnOf("a"), ...made("id-a") }, { urn: urnOf("b") });
  const lines = stack.lines(new Map(), state());
  expect(lines.toSorted()).toEqual(
    [
      urnOf("a"),
      '  the entity "n" was created with id id-a: the next pulumi up takes it over',
      urnOf("b"),
      '  it is unknown whether the entity "n" was created: the next pulumi up looks for it',
    ].toSorted(),
  );
});

test("Notes of other stacks, projects and backends are neither listed nor removed, and their entities are known.", () => {
  const { folder, stack } = setUp(
    { urn: urnOf("a", "prod"), ...made("id-a") },
    { urn: urnOf("a").replace("acme", "other"), ...made("id-b") },
    { urn: urnOf("a"), backend: "another", ...made("id-c") },
    { project: "/projects/other", ...made("id-d") },
  );
  expect(stack.lines(new Map(), state())).toEqual([]);
  expect(stack.now()).toEqual([]);
  stack.settle(new Map(), [], state("id-a", "id-b", "id-c", "id-d"));
  expect(folder.notes()).toHaveLength(4);
  expect(stack.foreignIds().toSorted()).toEqual(["id-a", "id-b", "id-c", "id-d"]);
});

test("Notes of entities in the state, of creates that created nothing and of decided creates are removed.", () => {
  const { folder, stack } = setUp(
    { urn: urnOf("a"), ...made("id-a") },
    { urn: urnOf("b"), outcome: { made: false } },
    { urn: urnOf("c") },
    { urn: urnOf("d") },
    { urn: urnOf("e"), ...made("id-e") },
  );
  stack.settle(
    new Map([[urnOf("c"), "drop" as const]]),
    [{ urn: urnOf("d"), is: "drop", line: "" }],
    state("id-a"),
  );
  expect(folder.notes()).toMatchObject([{ urn: urnOf("e") }]);
});

test("A chosen id is noted, so that the next up takes the entity over.", () => {
  const { folder, stack } = setUp({ urn: urnOf("a") });
  expect(stack.urns()).toEqual([urnOf("a")]);
  const choices = new Map([[urnOf("a"), { take: "chosen" }]]);
  expect(stack.lines(choices, state()).join()).toContain(
    "was created with id chosen: the next pulumi up takes",
  );
  stack.settle(choices, [], state());
  expect(folder.notes()).toMatchObject([{ urn: urnOf("a"), outcome: { made: true, id: "chosen" } }]);
});
