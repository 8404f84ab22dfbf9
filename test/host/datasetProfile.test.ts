import { beforeEach, describe, expect, it } from "vitest";
import { withIgnored } from "../support/host/ignoreChanges";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { reportsOf } from "../support/host/schemaBed";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { createSchema } from "../support/resourceCases";

const bed = sharedInProcessBed({ sharedTime: true, emulator: { switches: { unionPreconditions: false } } });

const collection = "/data/foundation/catalog/dataSets";
const schemas = "/data/foundation/schemaregistry/tenant/schemas";

let dataset: ManagedResource;
let plainInputs: Properties;
beforeEach(async () => {
  const id = await createSchema(bed.plain);
  await enableSchema(id);
  plainInputs = { name: "ACME members", schemaRef: { id } };
  dataset = new ManagedResource(bed.host, "dataset");
});

const enableSchema = (id: string) =>
  bed.plain.change("PATCH", `${schemas}/${encodeURIComponent(id)}`, [
    { op: "add", path: "/meta:immutableTags", value: ["union"] },
  ]);
const enabled = (more: Properties = {}): Properties => ({
  ...plainInputs,
  profile: { enabled: true, ...more },
});
const tagged = (tags: Properties): Properties => ({ ...plainInputs, tags });
const inTags = { unifiedProfile: ["enabled:true"], unifiedIdentity: ["enabled:true"] };

/** The tags of Profile on the service, without what it appends, in the spelling of the provider. */
async function tags(): Promise<Properties> {
  const { body } = await bed.plain.send("GET", `${collection}/${dataset.id}`);
  const { unifiedProfile, unifiedIdentity } = (body[dataset.id] as { tags: Record<string, string[]> }).tags;
  const own = (values?: string[]) =>
    values?.filter((value) => !value.startsWith("enabledAt")).map((value) => value.replace(" ", ""));
  return { unifiedProfile: own(unifiedProfile), unifiedIdentity: own(unifiedIdentity) };
}

const written = async () =>
  (await bed.plain.requests()).filter(({ method }) => method !== "GET").map(({ body }) => body);

/** Someone else changes these tags. The request is not in the log. */
async function setElsewhere(changed: Properties): Promise<void> {
  await bed.plain.admin("PATCH", `dataSets/${dataset.id}`, { tags: changed });
}

/** The upsert of an enabled dataset changes in two PATCHes. */
const stop = [
  { op: "replace", path: "/tags/unifiedProfile", value: ["enabled:false"] },
  { op: "replace", path: "/tags/unifiedIdentity", value: ["enabled:false"] },
];
const start = [
  { op: "replace", path: "/tags/unifiedProfile", value: ["enabled:true", "isUpsert:true"] },
  { op: "replace", path: "/tags/unifiedIdentity", value: ["enabled:true"] },
];

describe("a dataset with profile", () => {
  it.each<[Properties, Properties]>([
    [{}, inTags],
    [{ upsert: true }, { ...inTags, unifiedProfile: ["enabled:true", "isUpsert:true"] }],
    [{ identity: false }, { ...inTags, unifiedIdentity: ["enabled:false"] }],
    [
      { enabled: false, upsert: true, allowDataGap: true },
      { unifiedProfile: ["enabled:false"], unifiedIdentity: ["enabled:false"] },
    ],
  ])("is created with the tags of %o, and without drift", async (profile, expected) => {
    await dataset.up(enabled(profile));
    expect(await tags()).toEqual(expected);
    expect(await dataset.up(enabled(profile))).toBe("same");
    expect(await dataset.refresh()).toBe("same");
    expect(await dataset.up(enabled(profile))).toBe("same");
  });

  it("is enabled later tag by tag, and keeps the tags that AEP adds", async () => {
    await bed.plain.switches({ dataSetServerMembers: "all" });
    await dataset.up(plainInputs);
    await bed.plain.forgetRequests();
    expect(await dataset.up(enabled())).toBe("update");
    expect(await written()).toEqual([
      [
        { op: "add", path: "/tags/unifiedProfile", value: ["enabled:true"] },
        { op: "add", path: "/tags/unifiedIdentity", value: ["enabled:true"] },
      ],
    ]);
    expect(await dataset.refresh()).toBe("same");
  });

  it("changes nothing on the service when the program leaves it out, also after a refresh", async () => {
    await dataset.up(enabled());
    expect(await dataset.up(plainInputs)).toBe("same");
    expect(await dataset.refresh()).toBe("same");
    expect(await dataset.up({ ...plainInputs, description: "Members" })).toBe("update");
    expect(await tags()).toEqual(inTags);
  });

  it("is no update for enablementId and allowDataGap alone", async () => {
    await dataset.up(enabled());
    expect(await dataset.up(enabled({ enablementId: "an-id", allowDataGap: true }))).toBe("same");
  });

  it("shows as drift that someone else has disabled it, and is enabled again", async () => {
    await dataset.up(enabled());
    await setElsewhere({ unifiedProfile: ["enabled:false"], unifiedIdentity: ["enabled:false"] });
    expect(await dataset.refresh()).toBe("drift");
    const ignoring = withIgnored(enabled(), dataset.inputs, ["profile"]);
    expect(await dataset.up(ignoring)).toBe("same");
    expect(await dataset.up(enabled())).toBe("update");
    expect(await tags()).toEqual(inTags);
  });

  it("is valid with tags that ignoreChanges copies from the state", async () => {
    await dataset.up(enabled());
    expect(await dataset.up(withIgnored(enabled(), dataset.inputs, ["tags"]))).toBe("same");
    await dataset.up(tagged(inTags));
    await expect(dataset.up({ ...enabled(), tags: inTags })).rejects.toThrow(/must be left out with/);
  });
});

describe("moving between tags and profile", () => {
  it.each<[string, () => Properties, () => Properties]>([
    ["tags to profile", () => tagged(inTags), () => enabled()],
    ["profile to tags", () => enabled(), () => tagged(inTags)],
    [
      "tags with a space to profile",
      () => tagged({ unifiedProfile: ["enabled: true"], unifiedIdentity: ["enabled: true"] }),
      () => enabled(),
    ],
  ])("is no update: %s", async (_name, from, to) => {
    await dataset.up(from());
    expect(await dataset.up(to())).toBe("same");
    expect(await dataset.refresh()).toBe("same");
    expect(await dataset.up(to())).toBe("same");
    // Also then, a program without either leaves the dataset as it is.
    expect(await dataset.up(plainInputs)).toBe("same");
    expect(await tags()).toEqual(inTags);
  });
});

describe("a program without the tags that it had", () => {
  const { unifiedProfile } = inTags;
  it.each<[string, Properties, RegExp]>([
    [
      "both",
      {},
      /stays enabled for Profile: .* unifiedProfile and unifiedIdentity .*\{ enabled: false, allow/,
    ],
    [
      "one",
      { tags: { unifiedProfile } },
      /stays enabled for the identity graph: .*\{ enabled: true, identity: false/,
    ],
  ])(
    "leaves the dataset enabled (%s), and the run that removes them says so",
    async (_what, left, warning) => {
      await dataset.up(tagged(inTags));
      await bed.plain.forgetRequests();
      const nextRun = () => {
        dataset = dataset.on(bed.anotherHost());
        return reportsOf(async () => expect(await dataset.up({ ...plainInputs, ...left })).toBe("same"));
      };
      expect(await nextRun()).toMatch(warning);
      expect(await nextRun()).toBe("");
      expect(await dataset.refresh()).toBe("same");
      expect(await written()).toEqual([]);
      expect(await tags()).toEqual(inTags);
    },
  );

  it("says nothing if profile or ignoreChanges takes their place", async () => {
    await dataset.up(tagged(inTags));
    for (const wanted of [enabled(), withIgnored(plainInputs, dataset.inputs, ["tags"])]) {
      const next = dataset.on(bed.anotherHost());
      expect(await reportsOf(async () => expect(await next.up(wanted)).toBe("same"))).toBe("");
    }
  });
});

describe("upsert", () => {
  beforeEach(async () => {
    await dataset.up(enabled());
    await bed.plain.forgetRequests();
  });

  it("changes for an enabled dataset by disabling it and enabling it again", async () => {
    expect(await dataset.up(enabled({ upsert: true }))).toBe("update");
    expect(await written()).toEqual([stop, start]);
    expect(await dataset.refresh()).toBe("same");
  });

  it("changes once when the response to the second PATCH is lost", async () => {
    await bed.plain.admin("POST", "faults", {
      kind: "answerLost",
      method: "PATCH",
      path: collection,
      nth: 2,
    });
    expect(await dataset.up(enabled({ upsert: true }))).toBe("update");
    expect(await written()).toEqual([stop, start]);
  });

  it("is completed by the next up after a process was killed between the two PATCHes", async () => {
    await setElsewhere({ unifiedProfile: ["enabled:false"], unifiedIdentity: ["enabled:false"] });
    expect(await dataset.up(enabled({ upsert: true }))).toBe("update");
    expect(await written()).toEqual([start]);
    expect(await dataset.refresh()).toBe("same");
  });

  it("says that the dataset is disabled after AEP refused to enable it again", async () => {
    const answer = { kind: "answer", status: 400, body: { title: "BadRequestError", detail: "No." } };
    await bed.plain.admin("POST", "faults", { ...answer, method: "PATCH", path: collection, nth: 2 });
    await expect(dataset.up(enabled({ upsert: true }))).rejects.toThrow(
      /was disabled for Profile to change upsert, and could not be enabled again[\s\S]*No\./,
    );
    expect(await tags()).toEqual({ unifiedProfile: ["enabled:false"], unifiedIdentity: ["enabled:false"] });
    expect(await dataset.up(enabled({ upsert: true }))).toBe("update");
    expect(await dataset.refresh()).toBe("same");
  });
});

describe("whatever AEP does where its documentation is silent", () => {
  it.each(["always", "onTagReplace", "off"])(
    "with requireTableFormat %s, Profile is enabled",
    async (value) => {
      await dataset.up(plainInputs);
      await bed.plain.switches({ requireTableFormat: value });
      await dataset.up(enabled());
      expect(await tags()).toEqual(inTags);
      expect(await dataset.refresh()).toBe("same");
    },
  );

  it.each(["accept", "refuse"])("with profileBeforeSchema %s, the schema comes first", async (value) => {
    await bed.plain.switches({ profileBeforeSchema: value });
    const id = await createSchema(bed.plain, "Not enabled");
    await expect(dataset.up({ ...enabled(), schemaRef: { id } })).rejects.toThrow(/is not enabled/);
    expect(await dataset.up(enabled())).toBe("create");
  });
});

describe("an update that AEP refuses without the tag of the format", () => {
  it("is sent again with it", async () => {
    await dataset.up(plainInputs);
    const detail = "Field 'adobe/siphon/table/format' cannot be empty or blank";
    const answer = { kind: "answer", status: 422, body: { title: "UnprocessableEntity", detail } };
    await bed.plain.admin("POST", "faults", { ...answer, method: "PATCH", path: collection });
    await bed.plain.forgetRequests();
    await dataset.up(enabled());
    expect((await written()).at(-1)).toEqual([
      { op: "add", path: "/tags/unifiedProfile", value: ["enabled:true"] },
      { op: "add", path: "/tags/unifiedIdentity", value: ["enabled:true"] },
      { op: "add", path: "/tags/adobe~1siphon~1table~1format", value: ["delta"] },
    ]);
    expect(await tags()).toEqual(inTags);
  });
});

describe("a dataset of a schema that is not enabled", () => {
  it("is not created, and not enabled", async () => {
    const id = await createSchema(bed.plain, "Not enabled");
    const wanted = { ...enabled(), schemaRef: { id } };
    const refusal = /schema "Not enabled" \(.*\) is not enabled\.\n.*aep\.ProfileEnablement/;
    await bed.plain.forgetRequests();
    await expect(dataset.up(wanted)).rejects.toThrow(refusal);
    await dataset.up({ ...plainInputs, schemaRef: { id } });
    await bed.plain.forgetRequests();
    await expect(dataset.up(wanted)).rejects.toThrow(refusal);
    expect(await written()).toEqual([]);
    bed.host.clock.meanwhile = () => enableSchema(id);
    expect(await dataset.up(wanted)).toBe("update");
  });
});

describe("profile is refused", () => {
  it.each<[string, Properties, RegExp]>([
    ["disabled without allowDataGap", { profile: { enabled: false } }, /^must be true with enabled: false/],
    [
      "together with one of its tags",
      { profile: { enabled: true }, tags: { unifiedIdentity: [] } },
      /left out/,
    ],
    ["with an unknown key", { profile: { enabled: true, upserts: true } }, /is not a known property/],
  ])("%s, with one error", async (_name, more, reason) => {
    const { failures } = await bed.host.check("dataset", {}, { ...plainInputs, ...more });
    expect(failures.map((failure) => failure.reason)).toEqual([expect.stringMatching(reason)]);
  });

  it("when it disables the identities without allowDataGap", async () => {
    await dataset.up(enabled());
    await expect(dataset.up(enabled({ identity: false }))).rejects.toThrow(/profile\.identity becomes false/);
    expect(await dataset.up(enabled({ identity: false, allowDataGap: true }))).toBe("update");
    expect(await tags()).toEqual({ ...inTags, unifiedIdentity: ["enabled:false"] });
  });
});
