import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dynamicProvider } from "../../../provider/host/dynamicProvider";
import { HttpClient } from "../../../provider/http/client";
import type { Kind } from "../../../provider/kinds";
import { Problem } from "../../../provider/messages/problem";
import { definitions } from "../../../provider/resources";
import { fetchAdobeToken } from "../../../provider/signIn/adobe";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../../provider/values/json";
import { json } from "../arbitraryJson";
import { FakeClock } from "../fakeClock";
import { completeInputs, resourceCase, testedApart } from "../resourceCases";
import { completeConfig, sessionWith } from "../session";

/** The number of requests after which a call counts as endless. */
const endless = 1_000;

type TestedKind = (typeof kinds)[number];

/** Inputs of every kind that check accepts. */
const kinds = Object.entries(definitions).map(([kind, load]) => ({
  kind,
  load,
  complete: completeInputs(kind as Kind) as JsonObject,
}));

/** Those of Adobe's services; Azure's signs in by a library of its own. */
const adobesKinds = kinds.filter(({ kind }) => !testedApart.some((apart) => apart.kind === kind));

/** A value with one part replaced, removed or added. */
function nearly(value: Json): fc.Arbitrary<Json> {
  return fc.tuple(fc.array(fc.nat(20), { maxLength: 5 }), json, fc.boolean()).map(([way, other, remove]) => {
    return changedAt(value, way, other, remove);
  });
}

function changedAt(value: Json, [step, ...way]: readonly number[], other: Json, remove: boolean): Json {
  if (step === undefined) {
    return other;
  }
  if (isJsonArray(value) && value.length > 0) {
    const at = step % value.length;
    if (remove && way.length === 0) {
      return value.toSpliced(at, 1);
    }
    return value.with(at, changedAt(value[at] ?? null, way, other, remove));
  }
  if (!isJsonObject(value)) {
    return other;
  }
  const keys = Object.keys(value);
  const key = keys[step % (keys.length + 1)] ?? "unexpected";
  const { [key]: inner, ...rest } = value;
  if (remove && way.length === 0) {
    return rest;
  }
  return { ...rest, [key]: changedAt(inner ?? null, way, other, remove) };
}

/** Whether an error is a message for users, and no bug. */
function isClean(error: unknown): boolean {
  return error instanceof Error && error.stack === "" && error.message !== "";
}

/** Bodies of responses about a kind, to be varied. */
function responsesAbout(kind: string): Json[] {
  const entity = {
    ...resourceCase(kind).complete,
    id: "an-id",
    $id: "https://ns.adobe.com/acme/schemas/1",
    "meta:altId": "_acme.schemas.1",
    etag: '"an-etag"',
    state: "enabled",
    version: 1,
    createdAt: 1,
  } as JsonObject;
  return [
    entity,
    { items: [entity], _links: { next: { href: "/flows?continuationToken=1" } } },
    { data: [entity], _page: { count: 1, limit: 1 }, _links: { next: { href: "?start=1" } } },
    { results: [entity], _page: { next: "n", count: 1 }, _links: { next: { href: "?start=n" } } },
    { "5ef4551c52e054191a61a99f": entity },
    ["@/dataSets/5ef4551c52e054191a61a99f"],
  ];
}

/** Tests every function that receives outside values with arbitrary and nearly valid ones, each `numRuns` times. */
export function testArbitraryValues(numRuns: number): void {
  afterEach(() => void vi.restoreAllMocks());
  describe.each(kinds)("a $kind", (tested) => testCheck(tested, numRuns));
  describe.each(adobesKinds)("a $kind", (tested) => {
    testPaths(tested, numRuns);
    testResponses(tested, numRuns);
  });
  testTokenResponses(numRuns);
}

function testCheck({ load, complete }: TestedKind, numRuns: number): void {
  it("is checked without a crash and without a request", async () => {
    const send = vi.spyOn(HttpClient.prototype, "send");
    const session = sessionWith(completeConfig);
    const { check } = dynamicProvider(load, () => session);
    const given = fc.oneof(nearly(complete), json).map((value) => (isJsonObject(value) ? value : { value }));
    await fc.assert(
      fc.asyncProperty(given, fc.oneof(fc.constant({}), given), async (news, olds) => {
        const { failures = [] } = await check(olds, news);
        for (const { property, reason } of failures) {
          expect(property).toBe("");
          expect(reason).not.toBe("");
        }
      }),
      { numRuns },
    );
    expect(send).not.toHaveBeenCalled();
  });
}

function testPaths({ kind, load, complete }: TestedKind, numRuns: number): void {
  it("is requested below its path, whatever its id is", async () => {
    const recorded = { ...complete, orgId: "ORG@AdobeOrg", sandbox: "dev", etag: '"old"' };
    const base = resourceCase(kind).path;
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "..",
        ".",
        "",
        "../..",
        "a/../../b",
        "//evil.invalid",
        "?x=1",
        "#x",
        "%2e%2e",
        "\\..\\",
      ),
    );
    const requestsFor = async (id: string) => {
      const sent: URL[] = [];
      vi.spyOn(HttpClient.prototype, "send").mockImplementation(async ({ path }) => {
        sent.push(new URL(`https://platform.invalid${path}`));
        return { status: 200, body: {} };
      });
      const calls = dynamicProvider(load, () => sessionWith(completeConfig));
      await Promise.allSettled([calls.read(id, recorded), calls.delete(id, recorded)]);
      return sent;
    };
    // About other entities: the same whatever the id is.
    const others = (await requestsFor("an-id")).map(String).filter((url) => !url.includes("an-id"));
    await fc.assert(
      fc.asyncProperty(hostile, async (id) => {
        const sent = await requestsFor(id);
        for (const { host, pathname, search } of sent.filter((url) => !others.includes(String(url)))) {
          expect({ host, search }).toEqual({ host: "platform.invalid", search: "" });
          expect(pathname.startsWith(`${base}/`)).toBe(true);
          expect(pathname.slice(base.length + 1)).not.toMatch(/^\.*$|\//);
        }
      }),
      { numRuns },
    );
  });
}

function testResponses({ kind, load, complete }: TestedKind, numRuns: number): void {
  it.each(["create", "read", "update", "delete"] as const)(
    "%s ends without a crash, whatever the responses are",
    async (step) => {
      const recorded = { ...complete, orgId: "ORG@AdobeOrg", sandbox: "dev", etag: '"old"' };
      const changed = { ...recorded, name: "another", title: "another" };
      const response = fc.oneof(...responsesAbout(kind).map(nearly), json);
      await fc.assert(
        fc.asyncProperty(fc.array(response, { minLength: 1, maxLength: 4 }), async (responses) => {
          let sent = 0;
          vi.spyOn(HttpClient.prototype, "send").mockImplementation(async () => {
            sent++;
            if (sent > endless) {
              throw new Error("The call does not end.");
            }
            return { status: 200, body: responses[sent % responses.length] };
          });
          const session = sessionWith(
            { ...completeConfig, "aep:interactiveAuthoring": "off" },
            new FakeClock(),
          );
          const calls = dynamicProvider(load, () => session);
          const run = {
            create: () => calls.create(recorded),
            read: () => calls.read("an-id", recorded),
            update: () => calls.update("an-id", recorded, changed),
            delete: () => calls.delete("an-id", recorded),
          }[step];
          const failure = await run().then(
            () => undefined,
            (error: unknown) => error,
          );
          if (failure !== undefined && !isClean(failure)) {
            throw failure;
          }
        }),
        { numRuns },
      );
    },
  );
}

function testTokenResponses(numRuns: number): void {
  it("a token is read from any response without a crash", async () => {
    const session = sessionWith({ ...completeConfig, "aep:accessToken": "", "aep:clientSecret": "s" });
    const valid = { access_token: "t", token_type: "bearer", expires_in: 86_399 };
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearly(valid), json), async (body) => {
        vi.spyOn(HttpClient.prototype, "send").mockResolvedValue({ status: 200, body });
        const token = await fetchAdobeToken(session.gateway("aep").client, session.settings).catch(
          (error: unknown) => error,
        );
        if (token instanceof Error) {
          expect(token).toBeInstanceOf(Problem);
        } else {
          expect(token).toMatchObject({ value: expect.any(String), expiresIn: expect.any(Number) });
        }
      }),
      { numRuns },
    );
  });
}
