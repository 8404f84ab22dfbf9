import { describe, expect, it } from "vitest";
import type { PendingOperation, StackExport, StateResource } from "../../cli/pulumi/stack";
import type { Choices } from "../../cli/recover/choices";
import { Decisions, type Evidence } from "../../cli/recover/decisions";
import { creationKey } from "../../provider/lifecycle/creation/creationKey";
import { definitions } from "../../provider/resources";
import type { JsonObject } from "../../provider/values/json";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { noteWith } from "../support/notes";
import { type ResourceCase, resourceCase, resourceCases } from "../support/resourceCases";

const bed = sharedInProcessBed({ emulator: { switches: { interactiveAuthoringRequired: false } } });

const urn = "urn:pulumi:s::p::a::entity";

/** The pending operation of a create that was just interrupted. */
async function interrupted(
  resource: ResourceCase,
): Promise<{ operation: PendingOperation; inputs: JsonObject }> {
  const { inputs } = await bed.host.check(resource.kind, {}, await resource.prepare(bed.plain));
  const __provider = `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${resource.kind};`;
  const own: JsonObject = JSON.parse(JSON.stringify({ ...inputs, __provider }));
  return { operation: { type: "creating", resource: { urn, type: "a", inputs: own } }, inputs: own };
}

/** Creates the entity as the killed update did, or as someone did before it. */
async function create(resource: ResourceCase, inputs: Properties): Promise<string> {
  const { __provider, ...own } = inputs;
  return (await bed.host.create(resource.kind, own)).id;
}

interface Known {
  readonly recorded?: readonly StateResource[];
  readonly evidence?: Partial<Evidence>;
  readonly choices?: Choices;
  readonly report?: (message: string) => void;
}

/** Decides in another process. */
async function decide(
  operation: PendingOperation,
  { recorded = [], evidence = {}, choices = new Map(), report = () => {} }: Known = {},
) {
  const state: StackExport = {
    version: 3,
    deployment: { manifest: { time: "" }, resources: [...recorded], pending_operations: [operation] },
  };
  const another = bed.anotherHost();
  const complete = { lock: lock(), notes: () => [], ...evidence };
  const decisions = new Decisions(
    { encrypted: state, clear: state },
    { of: () => another.session },
    complete,
    choices,
    {
      clock: another.clock,
      report,
    },
  );
  return decisions.of(operation, operation);
}

const begun = Date.now();
const lock = () => ({ pid: 7, username: "u", hostname: "h", timestamp: new Date(begun).toISOString() });

/** Makes the existing entities an hour older than the interrupted update. */
const anHourPasses = () => bed.emulator.clock.advance(3_600_000);

// Other kinds do not show who created them: they are candidates, see below.
const attributed = resourceCases.filter(({ unattributed }) => unattributed !== true);

describe.each(attributed)("an interrupted create of a $kind", (resource) => {
  it("is adopted with the outputs of create when the entity exists", async () => {
    const { operation, inputs } = await interrupted(resource);
    const { __provider, ...own } = inputs;
    const { id, outputs } = await bed.host.create(resource.kind, { ...own });
    const decision = await decide(operation);
    expect(decision).toMatchObject({ is: "take", recovered: { id } });
    if (decision.is !== "take") {
      return;
    }
    const { etag, ...taken } = decision.recovered.outputs;
    const { etag: _, ...expected } = outputs;
    expect(taken).toEqual({ ...expected, __provider });
    expect(etag === undefined).toBe(outputs.etag === undefined);
  });

  it("is dropped after a long enough search when no entity exists", async () => {
    const { operation } = await interrupted(resource);
    expect(await decide(operation)).toMatchObject({ is: "drop" });
  });

  it("does not match an entity that the stack already has", async () => {
    const { operation, inputs } = await interrupted(resource);
    const id = await create(resource, inputs);
    const other = { urn: `${urn}2`, type: "a", id };
    expect(await decide(operation, { recorded: [other] })).toMatchObject({ is: "drop" });
  });

  it("is uncertain when an older entity matches", async () => {
    const { operation, inputs } = await interrupted(resource);
    const id = await create(resource, inputs);
    anHourPasses();
    const decision = await decide(operation);
    expect(decision).toMatchObject({ is: "unsure", candidates: [expect.stringContaining(id)] });
  });
});

const target = resourceCase("targetConnection");
const endpoint = resourceCase("privateEndpoint");

it("reports the failure of a MadConnect connection that is taken", async () => {
  const { operation, inputs } = await interrupted(resourceCase("madconnectConnection"));
  const id = await create(resourceCase("madconnectConnection"), inputs);
  await bed.plain.admin("PATCH", `madconnectConnections/${id}`, { status: "broken" });
  const reports: string[] = [];
  const choices: Choices = new Map([[urn, { take: id }]]);
  const report = (message: string) => reports.push(message);
  expect(await decide(operation, { choices, report })).toMatchObject({ is: "take" });
  expect(reports).toEqual([expect.stringMatching(new RegExp(`connection ${id} .* is broken`))]);
});

it("is uncertain when two entities match", async () => {
  const { operation, inputs } = await interrupted(target);
  const ids = [await create(target, inputs), await create(target, inputs)];
  const decision = await decide(operation);
  expect(decision.is).toBe("unsure");
  const candidates = decision.is === "unsure" ? decision.candidates.join() : "";
  for (const id of ids) {
    expect(candidates).toContain(id);
  }
});

it("adopts the younger of two that match when the other is older than the update", async () => {
  const { operation, inputs } = await interrupted(target);
  await create(target, inputs);
  anHourPasses();
  expect(await decide(operation, { evidence: { lock: lock() } })).toMatchObject({ is: "unsure" });
  const id = await create(target, inputs);
  expect(await decide(operation)).toMatchObject({ is: "take", recovered: { id } });
});

it("waits for an entity that appears late", async () => {
  const { operation, inputs } = await interrupted(target);
  const decision = decide(operation);
  const id = await create(target, inputs);
  expect(await decision).toMatchObject({ is: "take", recovered: { id } });
});

it("is uncertain about an endpoint, which has no time of creation, unless the provider's process left a note", async () => {
  const { operation, inputs } = await interrupted(endpoint);
  const id = await create(endpoint, inputs);
  expect(await decide(operation)).toMatchObject({
    is: "unsure",
    candidates: [expect.stringContaining(id)],
  });
  const key = creationKey(await definitions.privateEndpoint(), inputs);
  const note = noteWith({ key, begun: begun + 1, outcome: { made: true, id } });
  expect(await decide(operation, { evidence: { notes: () => [note] } })).toMatchObject({
    is: "take",
    recovered: { id },
  });
});

it("does not wait when the provider's process of this update noted that nothing was created", async () => {
  const { operation, inputs } = await interrupted(target);
  const key = creationKey(await definitions.targetConnection(), inputs);
  const note = noteWith({ key, begun: begun + 1, outcome: { made: false } });
  const requests = async (evidence: Partial<Evidence>) => {
    await bed.plain.forgetRequests();
    expect(await decide(operation, { evidence })).toMatchObject({ is: "drop" });
    return (await bed.plain.requests()).length;
  };
  expect(await requests({ notes: () => [note] })).toBe(1);
  expect(await requests({ notes: () => [{ ...note, engine: 8 }] })).toBeGreaterThan(10);
  expect(await requests({ notes: () => [{ ...note, urn: `${urn}2` }] })).toBeGreaterThan(10);
  expect(await requests({ notes: () => [{ ...note, begun: begun - 1 }] })).toBeGreaterThan(10);
});

it("is uncertain when the start of the update is unknown", async () => {
  const { operation, inputs } = await interrupted(target);
  await create(target, inputs);
  expect(await decide(operation, { evidence: { lock: undefined } })).toMatchObject({ is: "unsure" });
});

it("adopts or drops as the user chooses", async () => {
  const { operation, inputs } = await interrupted(endpoint);
  const id = await create(endpoint, inputs);
  expect(await decide(operation, { choices: new Map([[urn, { take: id }]]) })).toMatchObject({
    is: "take",
    recovered: { id },
  });
  expect(await decide(operation, { choices: new Map([[urn, "drop" as const]]) })).toMatchObject({
    is: "drop",
  });
  await expect(decide(operation, { choices: new Map([[urn, { take: "nothing" }]]) })).rejects.toThrow(
    /there is no private endpoint nothing/,
  );
  const recorded = [{ urn: `${urn}2`, type: "a", id }];
  await expect(decide(operation, { recorded, choices: new Map([[urn, { take: id }]]) })).rejects.toThrow(
    /already has /,
  );
});

it("is uncertain about a second entity, created before a later update created it again", async () => {
  const { operation, inputs } = await interrupted(target);
  const { id, outputs } = await bed.host.create(target.kind, { ...inputs });
  const recorded = [{ urn, type: "a", id, outputs: JSON.parse(JSON.stringify(outputs)) }];
  const second = await create(target, inputs);
  expect(await decide(operation, { recorded })).toMatchObject({
    is: "unsure",
    line: expect.stringContaining("delete this one"),
    candidates: [expect.stringContaining(second)],
  });
});

it("adopts the replacement of a recorded resource", async () => {
  const { operation, inputs } = await interrupted(target);
  const { id: oldId, outputs } = await bed.host.create(target.kind, {
    ...inputs,
    params: { dataSetId: "5ef4551c52e054191a61a9aa" },
  });
  const recorded = [{ urn, type: "a", id: oldId, outputs: JSON.parse(JSON.stringify(outputs)) }];
  const id = await create(target, inputs);
  expect(await decide(operation, { recorded })).toMatchObject({ is: "take", recovered: { id } });
});

it("leaves creates of other providers to the user, and drops operations that the next up repeats", async () => {
  const foreign = { type: "creating", resource: { urn, type: "aws:s3:Bucket", inputs: {} } };
  expect(await decide(foreign)).toMatchObject({ is: "unsure" });
  expect(await decide(foreign, { choices: new Map([[urn, "drop" as const]]) })).toMatchObject({ is: "drop" });
  for (const type of ["updating", "deleting"]) {
    expect(await decide({ ...foreign, type })).toMatchObject({
      is: "drop",
      line: expect.stringContaining(type),
    });
  }
});
