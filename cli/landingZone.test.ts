import { expect, test } from "vitest";
import { importBed } from "../test/support/importCommand";
import { runInStack } from "../test/support/stackCommand";

const bed = importBed();
const path = "/data/foundation/connectors/landingzone/credentials";

const run = (line: string, stack = {}) =>
  runInStack(bed.emulator.url, ["landing-zone", ...line.split(" ")], stack);

async function credentials(): Promise<Record<string, unknown>> {
  return (await bed.plain.send("GET", `${path}?type=user_drop_zone`)).body;
}

const writes = async () => (await bed.plain.requests()).filter(({ method }) => method !== "GET");

/** Every text of the credentials that is a secret, on Azure and on AWS. */
function secretTexts(value: unknown): string[] {
  return Object.entries(value as object).flatMap(([key, member]) => {
    if (typeof member === "object" && member !== null) {
      return secretTexts(member);
    }
    return /^(containerName|storageAccountName|expiry\w*|bucketName|dlzFolder|dlzProvider)$/.test(key)
      ? []
      : [String(member)];
  });
}

test.each(["azure", "aws"] as const)(
  "show prints no secret unless --secrets is given: %s",
  async (provider) => {
    await bed.plain.switches({ landingZoneProvider: provider });
    const secrets = secretTexts(await credentials());
    expect(secrets.length).toBeGreaterThan(0);
    for (const json of ["", " --json"]) {
      const shown = await run(`show${json}`);
      expect(shown).toMatchObject({ code: 0, error: "" });
      const open = await run(`show --secrets${json}`);
      for (const secret of secrets) {
        expect(shown.text).not.toContain(secret);
        expect(open.text).toContain(secret);
      }
    }
    expect(await writes()).toEqual([]);
  },
);

test("show prints the container, the account and the days that files stay.", async () => {
  const { containerName, storageAccountName, expiryDate } = await credentials();
  const { text } = await run("show");
  expect(text.split("\n")).toEqual([
    `containerName: ${containerName}`,
    "containerTTL: 7",
    "SASToken: (secret; landing-zone show --secrets shows it)",
    `storageAccountName: ${storageAccountName}`,
    "SASUri: (secret; landing-zone show --secrets shows it)",
    `expiryDate: ${expiryDate}`,
  ]);
  const { text: json } = await run("show --json --sandbox dev --destination");
  expect(JSON.parse(json)).toMatchObject({
    stack: "dev",
    sandbox: "dev",
    type: "dlz_destination",
    zone: { containerTTL: "7" },
    credentials: { SASToken: null, SASUri: null },
  });
});

test("renew asks, renews once and shows the new credentials without secrets.", async () => {
  const before = await credentials();
  const { code, asked, text, error } = await run("renew", { answer: true });
  expect(asked).toEqual([
    "Renew the credentials of the landing zone in sandbox prod of organisation EMULATOR@AdobeOrg? " +
      "Uploads with the current ones fail from then on.",
  ]);
  expect(code).toBe(0);
  expect(error).toBe(
    "The credentials of the landing zone in sandbox prod of organisation EMULATOR@AdobeOrg are renewed.",
  );
  expect((await writes()).map((request) => request.path)).toEqual([
    `${path}?type=user_drop_zone&action=refresh`,
  ]);
  const after = await credentials();
  expect(after.SASToken).not.toBe(before.SASToken);
  expect(text).not.toContain(String(after.SASToken));
});

test("renew --yes --json --secrets is for scripts: one document with the new credentials.", async () => {
  const { code, asked, text } = await run("renew --yes --json --secrets");
  expect({ code, asked }).toEqual({ code: 0, asked: [] });
  expect(JSON.parse(text).credentials).toEqual(await credentials());
});

test.each([false, undefined])("renew without a confirmation (%s) changes nothing.", async (answer) => {
  const before = await credentials();
  const { code, error } = await run("renew", { answer });
  expect({ code, error }).toEqual({
    code: 1,
    error: "The credentials were not renewed. Use --yes to continue without confirmation.",
  });
  expect(await credentials()).toEqual(before);
});

test("A lost response to renew is repeated, so that the shown credentials are those in force.", async () => {
  bed.emulator.faults.add({ kind: "answerLost", method: "POST", path });
  const { text } = await run("renew --yes --json --secrets");
  expect(JSON.parse(text).credentials).toEqual(await credentials());
});
