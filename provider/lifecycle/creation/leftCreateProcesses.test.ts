import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { Bed, deadProcess, inputs } from "../../../test/support/leftBed";
import { urnOf } from "../../../test/support/notes";

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

  it("the note that a running process has taken over is left to it", async () => {
    const bed = new Bed();
    const engine = createServer().listen(0, "127.0.0.1");
    await once(engine, "listening");
    const engineAddress = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
    const id = bed.left("id", { urn: urnOf("a"), pid: deadProcess });
    const first = bed.process({ engineAddress });
    expect((await first.create(inputs, urnOf("a"))).id).toBe(id);
    // As another explicit provider of this run.
    const second = bed.process({ engineAddress });
    expect((await second.create(inputs, urnOf("b"))).id).not.toBe(id);
    engine.close();
    await once(engine, "close");
    // Both are killed before the engine has recorded the ids.
    const third = bed.process();
    expect((await third.create(inputs, urnOf("a"))).id).toBe(id);
    expect(bed.ids()).toHaveLength(2);
  });

  it("the end of a process on a slow disk leaves notes, which the next run removes", async () => {
    const bed = new Bed();
    let now = 0;
    const slow = bed.process({
      steady: () => {
        now += 300;
        return now;
      },
    });
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
    const made = await Promise.all(names.map((name) => slow.create({ ...inputs, name }, urnOf(name))));
    slow.notes.release();
    expect(bed.folder.notes().length).toBeGreaterThan(5);
    expect(bed.folder.notes().length).toBeLessThan(15);
    const next = bed.process();
    for (const [index, { id }] of made.entries()) {
      await next.diff(id, urnOf(names[index]));
    }
    expect(bed.folder.notes()).toEqual([]);
  });

  it("an entity is taken over after the project folder was moved", async () => {
    const bed = new Bed();
    const id = bed.left("id", { folder: "/projects/before" });
    expect((await bed.process({ folder: "/projects/after" }).create()).id).toBe(id);
    expect(bed.ids()).toEqual([id]);
  });

  it("a resource whose entity was removed from the state, not from the service, is created again", async () => {
    const bed = new Bed();
    const first = bed.process();
    const { id } = await first.create();
    first.notes.release();
    expect((await bed.process().create()).id).not.toBe(id);
    expect(bed.ids()).toHaveLength(2);
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
