import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { plainDefinition } from "../../../test/support/fakeApi";
import { Bed, inputs, unknown } from "../../../test/support/leftBed";
import { urnOf } from "../../../test/support/notes";
import { noteFolder } from "../../host/noteFiles";
import { creationKey } from "./creationKey";

it("An entity whose id is noted is adopted, and nothing is created.", async () => {
  const bed = new Bed();
  const id = bed.left("id");
  const next = bed.process();
  expect(await next.create()).toEqual({ id, outputs: inputs });
  expect(bed.ids()).toEqual([id]);
  expect(bed.reports).toEqual([
    `The entity "n" was not created again: an interrupted run had created it with id ${id}.`,
  ]);
  // It may be killed too, before the engine has recorded the id.
  expect(bed.folder.notes()).toMatchObject([{ outcome: { made: true, id } }]);
  next.notes.release();
  expect(bed.folder.notes()).toEqual([]);
});

it("An entity whose response never arrived is found by the time of its request.", async () => {
  const bed = new Bed();
  const id = bed.left("unknown");
  expect(await bed.process().create()).toEqual({ id, outputs: inputs });
  expect(bed.ids()).toEqual([id]);
  expect(bed.folder.notes()).toMatchObject([{ outcome: { made: true, id } }]);
});

it("An entity that was changed since then is adopted as it is, so that the next update shows.", async () => {
  const bed = new Bed();
  const id = bed.left("id");
  bed.entities[0] = { ...bed.entities[0], data: { size: 2 } };
  expect(await bed.process().create()).toEqual({ id, outputs: { ...inputs, data: { size: 2 } } });
  expect(bed.reports.join()).toContain("It was changed since then");
});

it("An entity that appears while its request may be in progress is adopted, and the wait is reported.", async () => {
  const bed = new Bed();
  bed.left("unsent");
  const { sandbox, orgId, ...body } = inputs;
  let looks = 0;
  bed.api.list.mockImplementation(async () => {
    if (++looks === 6) {
      bed.add(body);
    }
    return [...bed.entities];
  });
  expect((await bed.process().create()).id).toBe(bed.ids()[0]);
  expect(bed.ids()).toHaveLength(1);
  expect(bed.reports[0]).toMatch(/^Waiting up to \d\d seconds before the entity "n" is created: /);
});

it("A create that created nothing is repeated once the request has certainly ended.", async () => {
  const bed = new Bed();
  bed.left("unsent");
  const begun = bed.clock.now();
  await bed.process().create();
  expect(bed.ids()).toHaveLength(1);
  expect(bed.clock.now() - begun).toBeGreaterThan(88_000);
  expect(bed.clock.now() - begun).toBeLessThan(95_000);
  expect(bed.folder.notes()).toMatchObject([{ outcome: { made: true } }]);

  const later = new Bed();
  later.left("unsent");
  later.clock.advance(100_000);
  await later.process().create();
  expect(Math.max(...later.clock.sleeps)).toBe(1_000);
});

describe("nothing is adopted or created when", () => {
  it("an entity without time of creation can be the result", async () => {
    const bed = new Bed();
    bed.isDated = false;
    const id = bed.left("unknown");
    await expect(bed.process().create()).rejects.toThrow(
      new RegExp(
        `unclear whether the entity "n" was created: the run that created it was interrupted, .*\\n.*id ${id}\\n.*recover --take '${urnOf()}=ID'`,
      ),
    );
    expect(bed.ids()).toEqual([id]);
    expect(bed.folder.notes()).toMatchObject([{ outcome: { made: "unknown" } }]);
  });

  it("an equal entity may be older than the request", async () => {
    const bed = new Bed();
    const { sandbox, orgId, ...body } = inputs;
    bed.add(body);
    bed.clock.advance(10);
    bed.left("unsent");
    await expect(bed.process().create()).rejects.toThrow("this entity may be the result");
    expect(bed.ids()).toHaveLength(1);
  });

  it("several entities match", async () => {
    const bed = new Bed();
    const id = bed.left("unknown");
    const { sandbox, orgId, ...body } = inputs;
    const twin = bed.add(body);
    await expect(bed.process().create()).rejects.toThrow(new RegExp(`${id}[\\s\\S]*${twin}`));
    expect(bed.ids()).toEqual([id, twin]);
  });

  it.each([3_600_000, -3_600_000])("the machine's clock was set by %i ms in between", async (step) => {
    const bed = new Bed();
    const id = bed.left("unknown");
    bed.clock.step(step);
    await expect(bed.process().create()).rejects.toThrow(String(id));
    expect(bed.ids()).toEqual([id]);
  });

  it.each(["id", "unknown"] as const)("the inputs were edited (%s)", async (outcome) => {
    const bed = new Bed();
    const id = bed.left(outcome);
    const next = bed.process();
    await expect(next.create({ ...inputs, data: { size: 2 } })).rejects.toThrow(
      new RegExp(`^An interrupted run created the entity "n" with id ${id}, from other inputs.*\\nRestore`),
    );
    expect(bed.ids()).toEqual([id]);
    // As the message says.
    expect((await bed.process().create()).id).toBe(id);
  });

  it.each([
    ["an unknown stack", unknown, urnOf()],
    ["a stack, while that of the run is unknown", urnOf(), unknown],
    ["another stack", urnOf("r", "prod"), urnOf()],
    ["another resource", urnOf("renamed"), urnOf()],
  ])("the entity belongs to %s", async (_, theirs, ours) => {
    const bed = new Bed();
    const id = bed.left("id", { urn: theirs });
    const failure = await bed
      .process()
      .create(inputs, ours)
      .catch((error: Error) => error.message);
    expect(failure).toMatch(new RegExp(`^An interrupted run .*with the same inputs: "n", id ${id}\\.`));
    expect(bed.ids()).toEqual([id]);
    // Once the entity is gone, there is nothing to decide.
    bed.entities.splice(0);
    await bed.process().create(inputs, ours);
    expect(bed.ids()).toHaveLength(1);
  });

  it("two interrupted runs have each created one", async () => {
    const bed = new Bed();
    const ids = [bed.left("id"), bed.left("id")];
    await expect(bed.process().create()).rejects.toThrow(`created the entity "n" 2 times: ids `);
    expect(bed.ids()).toEqual(ids);
  });
});

describe("an entity is created when", () => {
  it("the noted one was deleted", async () => {
    const bed = new Bed();
    const id = bed.left("id");
    bed.entities.splice(0);
    expect((await bed.process().create()).id).toBe(bed.ids()[0]);
    expect(bed.folder.notes()).not.toMatchObject([{ outcome: { id } }, {}]);
    expect(bed.folder.notes()).toHaveLength(1);
  });

  it("the noted one is in the state", async () => {
    const bed = new Bed();
    const id = bed.left("id");
    const next = bed.process();
    await next.diff(String(id));
    expect(bed.folder.notes()).toEqual([]);
    expect((await next.create()).id).not.toBe(id);
  });

  it("the noted one belongs to another project", async () => {
    const bed = new Bed();
    const id = bed.left("id", { folder: "/projects/b", urn: urnOf().replace("acme", "b") });
    expect((await bed.process().create()).id).not.toBe(id);
    expect(bed.folder.notes()).toHaveLength(2);
  });

  it.each(["id", "unknown"] as const)(
    "the noted one belongs to a stack with another service, whose note is left to it (%s)",
    async (outcome) => {
      const bed = new Bed();
      const urn = urnOf("r", "prod");
      bed.left(outcome, { urn, service: "https://emulator.example" });
      // This service does not have that entity.
      bed.entities.splice(0);
      await bed.process().create();
      expect(bed.clock.sleeps.filter((pause) => pause >= 1_000)).toEqual([]);
      expect(bed.folder.notes().map((note) => note.urn)).toContain(urn);
      expect(bed.ids()).toHaveLength(1);
    },
  );

  it("a file is half-written, empty, from elsewhere or a folder", async () => {
    const bed = new Bed();
    const folder = path.join(
      noteFolder({ PULUMI_HOME: bed.folder.home }),
      creationKey(plainDefinition(bed.api), inputs),
    );
    mkdirSync(path.join(folder, "folder.json"), { recursive: true });
    for (const [name, content] of Object.entries({ "a.json": "", "b.json": '{"key":', "c.json": "{}" })) {
      writeFileSync(path.join(folder, name), content);
    }
    await bed.process().create();
    expect(bed.ids()).toHaveLength(1);
  });

  it("the folder cannot be written, which is reported once", async () => {
    const bed = new Bed();
    writeFileSync(path.join(bed.folder.home, "pulumi-aep"), "a file");
    const first = bed.process();
    await first.create();
    await first.create({ ...inputs, name: "m" }, urnOf("m"));
    expect(bed.ids()).toHaveLength(2);
    expect(bed.folder.reports).toEqual([expect.stringMatching(/^No notes about creates can be written to /)]);
  });
});
