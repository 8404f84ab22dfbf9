import { describe, expect, it } from "vitest";
import { withIgnored } from "../support/host/ignoreChanges";
import type { Properties } from "../support/host/providerHost";
import { classId, listed, readable, sharedSchemaBed } from "../support/host/schemaBed";

const shared = sharedSchemaBed();
const title = "ACME members";
const itsClass = { $ref: classId };

describe("the class and the field groups", () => {
  it("are sent and recorded as allOf, and recorded as the program has them", async () => {
    await shared.schema.up(readable(shared.a, shared.b));
    expect(await shared.writes()).toEqual([{ type: "object", ...listed(shared.a, shared.b) }]);
    expect(shared.schema.inputs).toMatchObject(readable(shared.a, shared.b));
    expect(shared.schema.outputs).toMatchObject({
      ...readable(shared.a, shared.b),
      ...listed(shared.a, shared.b),
    });
    const { inputs } = shared.schema;
    expect(await shared.schema.refresh()).toBe("same");
    expect(shared.schema.inputs).toEqual(inputs);
    expect(await shared.schema.up(readable(shared.b, shared.a))).toBe("same");
  });

  it("are recorded in no other form for a program with allOf", async () => {
    await shared.schema.up(listed(shared.a));
    await shared.schema.refresh();
    const names = Object.keys({ ...shared.schema.inputs, ...shared.schema.outputs });
    expect(names.filter((name) => ["classId", "fieldGroupIds", "allowBreaking"].includes(name))).toEqual([]);
  });

  it("are forgotten in an update without a request", async () => {
    await shared.schema.up(readable(shared.a));
    expect(await shared.schema.up({ ...listed(shared.a), __timeouts: { update: 600 } })).toBe("update");
    expect(shared.schema.outputs).toMatchObject({ ...listed(shared.a), __timeouts: { update: 600 } });
    expect(shared.schema.outputs).not.toHaveProperty("classId");
  });

  it("may be a class alone", async () => {
    await shared.schema.up({ title, classId });
    expect(shared.schema.outputs.allOf).toEqual([itsClass]);
    expect(await shared.schema.refresh()).toBe("same");
  });

  it("are changed by single operations, wherever the service has them", async () => {
    await shared.schema.up(readable(shared.a, shared.b));
    await shared.edit({ allOf: [{ $ref: shared.b }, itsClass, { $ref: shared.a }] });
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up({ ...readable(shared.c, shared.a), allowBreaking: true })).toBe("update");
    expect((await shared.writes()).at(-1)).toEqual([
      { op: "remove", path: "/allOf/0" },
      { op: "add", path: "/allOf/-", value: { $ref: shared.c } },
    ]);
    expect(await shared.schema.refresh()).toBe("same");
    expect(shared.schema.inputs).toMatchObject({ ...readable(shared.c, shared.a), allowBreaking: true });
  });
});

describe.each([
  ["allOf to the other form", listed, readable],
  ["the other form to allOf", readable, listed],
])("a switch from %s", (_what, earlier, later) => {
  it("is an empty diff, also with groups in another order, and stays one after a refresh", async () => {
    await shared.schema.up(earlier(shared.a, shared.b));
    await shared.bed.plain.forgetRequests();
    expect(await shared.schema.up(later(shared.a, shared.b))).toBe("same");
    expect(await shared.schema.up(earlier(shared.b, shared.a))).toBe("same");
    expect(await shared.schema.up(later(shared.b, shared.a))).toBe("same");
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up(later(shared.b, shared.a))).toBe("same");
    expect(await shared.writes()).toEqual([]);
  });

  it("followed by a change sends only the change, and then all of the new form is recorded", async () => {
    await shared.schema.up(earlier(shared.a, shared.b));
    expect(await shared.schema.up(later(shared.a, shared.b, shared.c))).toBe("update");
    expect((await shared.writes()).at(-1)).toEqual([
      { op: "add", path: "/allOf/-", value: { $ref: shared.c } },
    ]);
    expect(await shared.schema.refresh()).toBe("same");
    expect(shared.schema.inputs).toMatchObject(later(shared.a, shared.b, shared.c));
    expect(shared.schema.inputs.fieldGroupIds).toEqual(
      (later(shared.a, shared.b, shared.c) as Properties).fieldGroupIds,
    );
  });
});

describe("ignoreChanges", () => {
  const withoutGroups = { title, classId };

  it.each([
    ["with field groups in the program", readable, ["fieldGroupIds"]],
    ["without field groups in the program", () => withoutGroups, ["fieldGroupIds"]],
    ["of the class and the field groups", readable, ["fieldGroupIds", "classId"]],
    ["of allOf", listed, ["allOf"]],
  ])("keeps what others change: %s", async (_what, program, paths) => {
    await shared.schema.up(program(shared.a));
    await shared.edit({ allOf: [itsClass, { $ref: shared.b }, { $ref: shared.a }] });
    await shared.schema.refresh();
    const ignored = () => withIgnored(program(shared.a), shared.schema.inputs, paths);
    await shared.bed.plain.forgetRequests();
    expect(await shared.schema.up(ignored())).toBe("same");
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up(ignored())).toBe("same");
    expect(await shared.writes()).toEqual([]);
    expect(shared.schema.inputs.allOf).toHaveLength(
      paths[0] === "fieldGroupIds" || program === listed ? 3 : 2,
    );
  });

  it("holds in the same run that switches from allOf, and after the refresh that follows", async () => {
    await shared.schema.up(listed(shared.a));
    for (const program of [readable(shared.a), withoutGroups]) {
      expect(await shared.schema.up(withIgnored(program, shared.schema.inputs, ["fieldGroupIds"]))).toBe(
        "same",
      );
      expect(await shared.schema.refresh()).toBe("same");
      await shared.edit({ allOf: [itsClass, { $ref: shared.a }, { $ref: shared.b }] });
      await shared.schema.refresh();
      expect(await shared.schema.up(withIgnored(program, shared.schema.inputs, ["fieldGroupIds"]))).toBe(
        "same",
      );
    }
    const ignoringClass = withIgnored(
      readable(shared.a, shared.b),
      shared.schema.on(shared.bed.host).inputs,
      ["classId"],
    );
    expect(await shared.schema.up(ignoringClass)).toBe("same");
  });
});

describe("both forms together", () => {
  const failuresOf = async (inputs: Properties) =>
    (await shared.bed.host.check("schema", {}, inputs)).failures;

  it.each([
    [
      "the same class and groups",
      (): Properties => ({ ...listed(shared.a, shared.b), ...readable(shared.b, shared.a) }),
      [],
    ],
    ["the same class", (): Properties => ({ ...listed(shared.a, shared.b), classId }), []],
    [
      "a class that is not in allOf",
      (): Properties => ({
        ...listed(shared.a),
        classId: "https://ns.adobe.com/xdm/context/experienceevent",
      }),
      [{ property: "classId", reason: "must be the class in allOf, or allOf must be left out" }],
    ],
    [
      "a field group as the class",
      (): Properties => ({ ...listed(shared.a), classId: shared.a }),
      [{ property: "classId", reason: "must be the class in allOf, or allOf must be left out" }],
    ],
    [
      "other groups",
      (): Properties => ({ ...listed(shared.a), ...readable(shared.a, shared.b) }),
      [{ property: "fieldGroupIds", reason: "must be the field groups in allOf, or allOf must be left out" }],
    ],
    [
      "neither form",
      (): Properties => ({ title }),
      [{ property: "allOf", reason: "is required, or classId with fieldGroupIds" }],
    ],
    [
      "field groups alone",
      (): Properties => ({ title, fieldGroupIds: [shared.a] }),
      [{ property: "classId", reason: "is required with fieldGroupIds" }],
    ],
  ])("are checked: %s", async (_what, inputs, failures) => {
    expect(await failuresOf(inputs())).toEqual(failures);
  });
});

describe("unknown values in a preview", () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const diffOf = async (news: Properties) => {
    const { inputs, failures } = await shared.bed.host.check("schema", shared.schema.inputs, news);
    expect(failures).toEqual([]);
    return shared.bed.host.diff("schema", shared.schema.id, shared.schema.outputs, inputs);
  };

  it("of the class replace the schema, so that the engine replaces it together with its class", async () => {
    await shared.schema.up(readable(shared.a));
    expect(await diffOf({ ...readable(shared.a), classId: unknown })).toMatchObject({
      changes: true,
      deleteBeforeReplace: true,
    });
  });

  it("of the class replace the schema too if the engine passes them with recorded inputs, without a check", async () => {
    await shared.schema.up(readable(shared.a));
    const { id, inputs, outputs } = shared.schema;
    expect(await shared.bed.host.diff("schema", id, outputs, { ...inputs, classId: unknown })).toMatchObject({
      replaces: ["allOf.0.$ref"],
      deleteBeforeReplace: true,
    });
  });

  it("of allOf as a whole do not replace the schema, because they can be those of a field group", async () => {
    await shared.schema.up(listed(shared.a));
    const { id, inputs, outputs } = shared.schema;
    expect(await shared.bed.host.diff("schema", id, outputs, { ...inputs, allOf: unknown })).toMatchObject({
      replaces: [],
    });
  });

  it.each([
    ["all field groups", (): Properties => ({ ...readable(), fieldGroupIds: unknown })],
    ["one of the field groups", (): Properties => readable(shared.a, unknown)],
    ["one instead of a recorded field group", (): Properties => readable(unknown)],
  ])("of %s are an update, and nothing is refused", async (_what, news) => {
    await shared.schema.up(readable(shared.a));
    expect(await diffOf(news())).toMatchObject({ changes: true, replaces: [] });
  });

  it("are accepted in a schema from nothing", async () => {
    const all = { title: unknown, classId: unknown, fieldGroupIds: unknown };
    expect((await shared.bed.host.check("schema", {}, all)).failures).toEqual([]);
    const both = { ...listed(shared.a), classId: unknown, fieldGroupIds: [unknown] };
    expect((await shared.bed.host.check("schema", {}, both)).failures).toEqual([]);
  });
});
