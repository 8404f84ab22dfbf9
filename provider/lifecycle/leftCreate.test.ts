import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { fakeApi, plainDefinition } from "../../test/support/fakeApi";
import { FakeClock } from "../../test/support/fakeClock";
import { NoteFolder, urnOf } from "../../test/support/notes";
import { completeConfig, sessionWith } from "../../test/support/session";
import type { NotingProcess } from "../host/creationNotes";
import { noteFolder } from "../host/noteFiles";
import type { JsonObject } from "../values/json";
import { lifecycle } from ".";
import { creationKey } from "./creationKey";

const inputs: JsonObject = { name: "n", data: { size: 1 }, sandbox: "dev", orgId: "o@AdobeOrg" };

/** A service with times of creation, and provider processes that share a folder of notes. */
class Bed {
  readonly clock = new FakeClock();
  readonly folder = new NoteFolder(this.clock);
  readonly reports: string[] = [];
  readonly entities: JsonObject[] = [];
  readonly api = fakeApi({
    create: async (body) => ({ id: this.add(body), outputs: {} }),
    read: async (id) => this.entities.find((entity) => entity.id === id),
    list: async () => [...this.entities],
    delete: async (id) => {
      this.entities.splice(
        this.entities.findIndex((entity) => entity.id === id),
        1,
      );
    },
  });
  /** Whether the service shows when an entity was created. */
  isDated = true;

  add(body: JsonObject): string {
    const id = `id-${this.entities.length + 1}-${body.name}`;
    const dated = this.isDated ? { createdAt: this.clock.now(), createdClient: "client" } : {};
    this.entities.push({ ...body, ...dated, id });
    return id;
  }

  /** Another process, as the next run starts it. */
  process(more: Partial<NotingProcess> = {}) {
    const notes = this.folder.process(more);
    const session = sessionWith(completeConfig, this.clock, notes);
    vi.spyOn(session, "platformTime").mockImplementation((local) => ({ earliest: local, latest: local + 1 }));
    const definition = plainDefinition(this.api, {
      api: ({ call }) => ({
        ...this.api,
        create: (body) => {
          call.posting?.();
          return this.api.create(body);
        },
      }),
    });
    const steps = lifecycle(
      async () => definition,
      () => session,
    );
    const call = { operation: "create", report: (line: string) => this.reports.push(line) } as const;
    return {
      session,
      notes,
      create: (given = inputs, urn = urnOf()) => steps.create({ ...call, urn: known(urn) }, given),
      diff: (id: string, urn = urnOf()) => steps.diff({ ...call, urn }, id, inputs, inputs),
      delete: (id: string) => steps.delete(call, id, inputs),
    };
  }

  /** Leaves the note of a killed process, and the entity that its create has created. */
  left(
    outcome: "id" | "unknown" | "unsent",
    { given = inputs, urn = urnOf(), ...more }: Left = {},
  ): string | undefined {
    const key = creationKey(plainDefinition(this.api), given);
    const scope = { sandbox: "dev", orgId: "o@AdobeOrg" };
    const note = this.folder.process(more).begin({ urn: known(urn), key, noun: "entity", name: "n", scope });
    note.sending(undefined);
    this.clock.advance(50);
    const { sandbox, orgId, ...body } = given;
    const id = outcome === "unsent" ? undefined : this.add(body);
    if (outcome === "id" && id !== undefined) {
      note.ended({ made: true, id });
    }
    this.clock.advance(1_000);
    return id;
  }

  ids() {
    return this.entities.map(({ id }) => id);
  }
}

type Left = Partial<NotingProcess> & { given?: JsonObject; urn?: string };

/** For a host that does not show the URN. */
const unknown = "unknown";
const known = (urn: string) => (urn === unknown ? undefined : urn);

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

describe("several resources and processes", () => {
  it("each of two resources with equal inputs gets its own entity", async () => {
    const bed = new Bed();
    const ids = [bed.left("id", { urn: urnOf("a") }), bed.left("id", { urn: urnOf("b") })];
    const next = bed.process();
    const made = await Promise.all([next.create(inputs, urnOf("a")), next.create(inputs, urnOf("b"))]);
    expect(made.map(({ id }) => id)).toEqual(ids);
    expect(bed.ids()).toEqual(ids);
  });

  it("a resource waits until another one with equal inputs has taken its entity over", async () => {
    const bed = new Bed();
    const id = bed.left("id", { urn: urnOf("b") });
    const next = bed.process();
    const made = await Promise.all([next.create(inputs, urnOf("a")), next.create(inputs, urnOf("b"))]);
    expect(made[1].id).toBe(id);
    expect(bed.ids()).toHaveLength(2);
  });

  it("of two creates with equal inputs and one entity, only one gets it", async () => {
    const bed = new Bed();
    bed.left("unsent", { urn: urnOf("a") });
    const id = bed.left("unknown", { urn: urnOf("b") });
    const next = bed.process();
    const made = await Promise.all([next.create(inputs, urnOf("a")), next.create(inputs, urnOf("b"))]);
    expect(made.map((one) => one.id).toSorted()).toEqual(bed.ids().toSorted());
    expect(bed.ids()).toContain(id);
    expect(bed.ids()).toHaveLength(2);
  });

  it("the search for one create never finds the entity of another, even if that one is in the state by now", async () => {
    const bed = new Bed();
    bed.left("unsent", { urn: urnOf("a") });
    const id = bed.left("id", { urn: urnOf("b") });
    // A run that ends before it creates a.
    await bed.process().diff(String(id), urnOf("b"));
    await bed.process().create(inputs, urnOf("a"));
    expect(bed.ids()).toHaveLength(2);
  });

  it("two stacks of one project folder never share an entity, in either order", async () => {
    for (const outcome of ["id", "unknown", "unsent"] as const) {
      const bed = new Bed();
      const id = bed.left(outcome);
      const other = bed.process();
      const early = await other.create(inputs, urnOf("r", "prod")).catch((error: Error) => error);
      other.notes.release();
      const own = await bed.process().create();
      expect(own.id).toBe(id ?? own.id);
      // The message says to run the other stack first.
      expect(early instanceof Error).toBe(id !== undefined);
      const late =
        early instanceof Error ? await bed.process().create(inputs, urnOf("r", "prod")).catch(String) : early;
      expect(late).not.toMatchObject({ id: own.id });
      expect(bed.ids().length).toBeLessThanOrEqual(2);
    }
  });

  it("two stacks with one name in different backends never share an entity", async () => {
    const bed = new Bed();
    const id = bed.left("id");
    const environment = { PULUMI_HOME: bed.folder.home, PULUMI_BACKEND_URL: "file:///another" };
    await expect(bed.process({ environment }).create()).rejects.toThrow(String(id));
  });

  it("the note of a process that is still running is left to it", async () => {
    const bed = new Bed();
    const engine = createServer().listen(0, "127.0.0.1");
    await once(engine, "listening");
    const engineAddress = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
    const id = bed.left("id", { engineAddress });
    expect((await bed.process().create()).id).not.toBe(id);
    engine.close();
    await once(engine, "close");
    expect(bed.folder.notes()).toHaveLength(2);
  });

  it("the deletion of an entity that was adopted for its own replacement is left out", async () => {
    const bed = new Bed();
    const id = String(bed.left("id"));
    const next = bed.process();
    await next.create();
    await next.delete(id);
    expect(bed.ids()).toEqual([id]);
    expect(bed.reports.at(-1)).toContain("was not deleted");
    await bed.process().delete(id);
    expect(bed.ids()).toEqual([]);
    expect(bed.folder.notes()).toEqual([]);
  });

  it("an entity that was adopted and belongs to another resource of the state is an error", async () => {
    const bed = new Bed();
    const id = String(bed.left("id"));
    const next = bed.process();
    await next.create();
    await expect(next.diff(id, urnOf("b"))).rejects.toThrow(`pulumi state delete '${urnOf()}'`);
  });
});
