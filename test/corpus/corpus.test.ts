import { describe, expect, it } from "vitest";
import { testSecrets } from "../support/secrets";
import { corpus, pages, referencesOf } from "./corpus";

const byId = new Map(corpus.map((body) => [body.id, body]));

// Which kind a member refers to.
const referredKinds = {
  baseConnectionId: "baseConnection",
  sourceConnectionIds: "sourceConnection",
  targetConnectionIds: "targetConnection",
  transformations: "mappingSet",
} as const;

describe("the corpus of documented request bodies", () => {
  it("has a body or a reason for each of the 81 pages", () => {
    expect(pages).toHaveLength(81);
    expect(new Set(pages.map(({ page }) => page)).size).toBe(81);
    const withBodies = new Set(corpus.map(({ page }) => page));
    const problems = pages.filter(({ page, noBody }) => withBodies.has(page) === (noBody !== undefined));
    expect(problems).toEqual([]);
  });

  it("has no body of an unknown page", () => {
    const known = new Set(pages.map(({ page }) => page));
    const unknown = corpus.filter(({ page }) => page.startsWith("create/") && !known.has(page));
    expect(unknown).toEqual([]);
  });

  it("has unique ids", () => {
    expect(byId.size).toBe(corpus.length);
  });

  it("has references of the right kind only", () => {
    for (const { id, body } of corpus) {
      for (const [member, value] of Object.entries(body)) {
        const kind =
          member in referredKinds ? referredKinds[member as keyof typeof referredKinds] : undefined;
        for (const referred of referencesOf(value)) {
          expect(byId.get(referred)?.kind, `${id}: ${member}`).toBe(kind);
        }
      }
    }
  });

  it.each(corpus)("$id is a request of its kind, with stand-ins for its secrets", (documented) => {
    const { kind, body, secret, authSpec } = documented;
    if (kind === "mappingSet") {
      expect(body.mappings).toBeInstanceOf(Array);
      return;
    }
    expect(body).toMatchObject({ name: expect.stringMatching(/^ACME /) });
    if (kind === "flow") {
      expect(body).toMatchObject({ flowSpec: { id: expect.any(String), version: "1.0" } });
      return;
    }
    expect(body).toMatchObject({ connectionSpec: { id: expect.any(String), version: "1.0" } });
    if (kind !== "baseConnection") {
      expect(body.auth).toBeUndefined();
      return;
    }
    expect(body).toMatchObject({ auth: { specName: authSpec } });
    const { params } = body.auth as { params: Record<string, unknown> };
    for (const name of secret) {
      // Only texts of the list are found by the scan for secrets.
      const forms = testSecrets.flatMap((one) => [one, Buffer.from(one).toString("base64")]);
      expect(
        forms.some((form) => String(params[name]).includes(form)),
        `${name} has a secret`,
      ).toBe(true);
    }
  });
});
