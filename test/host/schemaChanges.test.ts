import { describe, expect, it, test } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import { classId, listed, readable, reportsOf, sharedSchemaBed } from "../support/host/schemaBed";

const shared = sharedSchemaBed();
const title = "ACME members";
const itsClass = { $ref: classId };

describe("a removed field group", () => {
  it.each([
    ["fieldGroupIds", readable],
    ["allOf", listed],
  ])("of %s is refused before any request, unless allowBreaking leaves it to AEP", async (place, program) => {
    await shared.schema.up(program(shared.a, shared.b));
    await shared.bed.plain.forgetRequests();
    await expect(shared.schema.up(program(shared.a))).rejects.toThrow(
      `Schema "${title}": ${place} loses ${shared.b}. This would remove fields, which breaks existing data.`,
    );
    expect(await shared.bed.plain.requestLines()).toEqual([]);
    expect(await shared.schema.up({ ...program(shared.a), allowBreaking: true })).toBe("update");
    expect(await shared.writes()).toEqual([[{ op: "remove", path: "/allOf/2" }]]);
    // The permission alone changes nothing.
    expect(await shared.schema.up(program(shared.a))).toBe("same");
  });

  it("that someone else has added is drift, and removing it is refused too", async () => {
    await shared.schema.up(readable(shared.a));
    await shared.edit({ allOf: [itsClass, { $ref: shared.a }, { $ref: shared.b }] });
    expect(await shared.schema.refresh()).toBe("drift");
    await expect(shared.schema.up(readable(shared.a))).rejects.toThrow(`fieldGroupIds loses ${shared.b}`);
  });
});

describe("a choice of fields in a field group", () => {
  const chosen = (...paths: string[]) => ({ $ref: shared.a, "meta:refProperty": paths });
  const choosing = (...paths: string[]) => ({
    title,
    allOf: [itsClass, chosen(...paths), { $ref: shared.b }],
  });
  const refs = async () =>
    (await shared.bed.plain.admin("GET", `schemas/${encodeURIComponent(shared.schema.id)}`)).allOf;

  it("is kept when others change, and when the program switches to the form without it", async () => {
    await shared.schema.up(choosing("x.y"));
    expect(await shared.schema.up(readable(shared.b, shared.a))).toBe("same");
    expect(await shared.schema.up(readable(shared.a, shared.b, shared.c))).toBe("update");
    expect(await refs()).toMatchObject([itsClass, chosen("x.y"), { $ref: shared.b }, { $ref: shared.c }]);
    expect(await shared.schema.refresh()).toBe("same");
    expect(shared.schema.outputs.allOf).toEqual([
      itsClass,
      chosen("x.y"),
      { $ref: shared.b },
      { $ref: shared.c },
    ]);
  });

  it("is kept if someone else has made it", async () => {
    await shared.schema.up(readable(shared.a));
    await shared.edit({ allOf: [itsClass, chosen("x.y")] });
    expect(await shared.schema.refresh()).toBe("same");
    await shared.schema.up(readable(shared.a, shared.b));
    expect(await refs()).toMatchObject([itsClass, chosen("x.y"), { $ref: shared.b }]);
  });

  it("is updated at its place, and a smaller one is refused", async () => {
    await shared.schema.up(choosing("x.y"));
    await shared.bed.plain.forgetRequests();
    expect(await shared.schema.up(choosing("x.y", "z"))).toBe("update");
    expect(await shared.writes()).toMatchObject([
      [{ op: "replace", path: "/allOf/1", value: chosen("x.y", "z") }],
    ]);
    expect(await shared.schema.refresh()).toBe("same");
    await expect(shared.schema.up(choosing("z"))).rejects.toThrow(
      `meta:refProperty of ${shared.a} loses x.y`,
    );
    expect(await shared.schema.up(listed(shared.a, shared.b))).toBe("update");
    expect(await shared.schema.refresh()).toBe("same");
    await expect(shared.schema.up(choosing("z"))).rejects.toThrow(
      `meta:refProperty of ${shared.a} becomes z instead of all fields`,
    );
  });
});

describe("tags", () => {
  const tagged = (...tags: string[]) => ({ ...readable(shared.a), "meta:immutableTags": tags });

  it("are added and removed one by one, so that tags of others stay", async () => {
    await shared.schema.up(readable(shared.a));
    await shared.bed.plain.forgetRequests();
    await shared.schema.up(tagged("first"));
    await shared.edit({ "meta:immutableTags": ["union", "first"] });
    await shared.schema.refresh();
    await shared.schema.up(tagged("second", "union"));
    expect(await shared.writes()).toEqual([
      [{ op: "add", path: "/meta:immutableTags", value: ["first"] }],
      [
        { op: "remove", path: "/meta:immutableTags/1" },
        { op: "add", path: "/meta:immutableTags/-", value: "second" },
      ],
    ]);
    expect(await shared.schema.refresh()).toBe("same");
  });

  it("that are all left out are removed one by one", async () => {
    await shared.schema.up(tagged("first", "second"));
    expect(await shared.schema.up(readable(shared.a))).toBe("update");
    expect((await shared.writes()).at(-1)).toEqual([
      { op: "remove", path: "/meta:immutableTags/1" },
      { op: "remove", path: "/meta:immutableTags/0" },
    ]);
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up(readable(shared.a))).toBe("same");
  });

  it.each([
    ["without any tag", () => readable(shared.a), ["/meta:immutableTags/1"]],
    ["without union", () => tagged("first"), []],
  ])("never lose union: a program %s gets a warning", async (_what, program, paths) => {
    await shared.schema.up(tagged("union", "first"));
    await shared.bed.plain.forgetRequests();
    const reports = await reportsOf(() => shared.schema.up(program()));
    expect(
      reports.match(/keeps meta:immutableTags .*union.*: AEP never removes the tag union/g),
    ).toHaveLength(1);
    const operations = (await shared.writes()).flatMap((body) => body as { path: string }[]);
    expect(operations.map(({ path }) => path)).toEqual(paths);
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up(program())).toBe("same");
  });

  it.each([
    ["union", ["union"], [{ op: "add", path: "/meta:immutableTags/-", value: "first" }]],
    ["the same tag", ["first"], []],
    ["both", ["first", "union"], []],
  ])(
    "are set although others have set %s first, before and after a refresh",
    async (_what, theirs, patch) => {
      for (const refreshes of [false, true]) {
        const schema = new ManagedResource(shared.bed.host, "schema");
        await schema.up({ ...readable(shared.a), title: `Refreshed: ${refreshes}` });
        await shared.bed.plain.admin("PATCH", `schemas/${encodeURIComponent(schema.id)}`, {
          "meta:immutableTags": theirs,
        });
        if (refreshes) {
          expect(await schema.refresh()).toBe("same");
        }
        await shared.bed.plain.forgetRequests();
        const wanted = { ...tagged("first"), title: `Refreshed: ${refreshes}` };
        expect(await schema.up(wanted)).toBe("update");
        expect(await shared.writes()).toEqual(patch.length === 0 ? [] : [patch]);
        const found = await shared.bed.plain.admin("GET", `schemas/${encodeURIComponent(schema.id)}`);
        expect(found["meta:immutableTags"]).toEqual([...new Set([...theirs, "first"])]);
        expect(await schema.refresh()).toBe("same");
        expect(await schema.up(wanted)).toBe("same");
        expect(await schema.refresh()).toBe("same");
      }
    },
  );

  it("cause no warning as long as the program has union", async () => {
    await shared.schema.up(tagged("union"));
    expect(await reportsOf(() => shared.schema.up(tagged("first", "union")))).toBe("");
  });
});

describe("a reference that the registry does not know", () => {
  const gone = "https://ns.adobe.com/emulator/mixins/00000000000000000000000000000000";

  it("is named, in a create and in an update of a schema that exists", async () => {
    const message = `The Schema Registry does not know ${gone}, to which the body refers.`;
    await expect(shared.schema.up(readable(shared.a, gone))).rejects.toThrow(message);
    await shared.schema.up(readable(shared.a));
    await expect(shared.schema.up(readable(shared.a, gone))).rejects.toThrow(message);
  });

  it("is no such error if the schema itself is gone", async () => {
    await shared.schema.up(readable(shared.a));
    await shared.bed.plain.admin("DELETE", `schemas/${encodeURIComponent(shared.schema.id)}`);
    await expect(shared.schema.up(readable(shared.a, gone))).rejects.toThrow(
      "no longer exists, so it cannot be updated",
    );
  });
});

describe("a field group that is not visible yet", () => {
  const late = async () => {
    await shared.bed.plain.switches({ registryVisibleAfterMs: 5_000 });
    return shared.bed.plain.create("/data/foundation/schemaregistry/tenant/fieldgroups", {
      title: "Late",
      type: "object",
      "meta:intendedToExtend": [classId],
      properties: { _emulator: { type: "object", properties: { late: { type: "string" } } } },
    });
  };

  it("is waited for if this process has created it, and nothing is created twice", async () => {
    const id = await late();
    shared.bed.host.session.handedOut.add(id);
    expect(await shared.schema.up(readable(id))).toBe("create");
    const { clock } = shared.bed.host;
    expect(clock.pauses.length).toBeGreaterThan(1);
    const { items } = await shared.bed.plain.admin("GET", "schemas");
    expect(items).toHaveLength(1);
  });

  it("is an error at once otherwise", async () => {
    const id = await late();
    await expect(shared.schema.up(readable(id))).rejects.toThrow(
      `does not know ${id}, to which the body refers`,
    );
    expect(shared.bed.host.clock.pauses).toEqual([]);
  });
});

test("Versions that move without a change are no drift, and a list confirms such schemas.", async () => {
  const { bed } = shared;
  const schemas = await Promise.all(
    Array.from({ length: 6 }, async (_none, index) => {
      const one = new ManagedResource(bed.host, "schema");
      await one.up({ ...readable(shared.a), title: `Member ${index}` });
      await bed.plain.admin("PATCH", `schemas/${encodeURIComponent(one.id)}`, { "meta:usageCount": 3 });
      return one;
    }),
  );
  const next = bed.anotherHost();
  await bed.plain.forgetRequests();
  const found = await Promise.all(schemas.map((one) => next.refresh("schema", one.id, one.outputs)));
  expect(found.map((one) => one?.outputs.version)).toEqual(schemas.map(() => "1.1"));
  // The first read is sent before it is known that others follow.
  expect(await bed.plain.requestLines()).toHaveLength(2);
});

test("A read of the state before the last change is repeated, so it is no drift", async () => {
  await shared.schema.up(readable(shared.a));
  await shared.bed.plain.switches({ registryStaleReadMs: 2_000 });
  await shared.schema.up(readable(shared.a, shared.b));
  expect(await shared.schema.on(shared.bed.anotherHost()).refresh()).toBe("same");
});
