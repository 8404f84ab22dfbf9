import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { kindFacts } from "../../provider/kinds";
import { functionsBed } from "../../test/support/functionsBed";
import { setPreview } from "../../test/support/preview";
import * as aep from "..";

const bed = functionsBed();

/** The value of an output. */
const resolved = <Value>(output: pulumi.Output<Value>) =>
  new Promise<Value>((resolve) => {
    output.apply((value) => resolve(value as Value));
  });

describe("guide Encrypted data ingestion", () => {
  const create = async (name: string) =>
    (
      await bed.plain.send("POST", kindFacts.publicKey.collection, {
        name,
        encryptionAlgorithm: "PGP",
        params: { passPhrase: "a-key-for-tests" },
      })
    ).body;

  it("Retrieve encryption keys, and one by its id; an unknown id is an error that names it", async () => {
    const [first, second] = [await create("a"), await create("b")];
    const keys = await aep.getPublicKeys();
    expect(keys).toMatchObject([first, second]);
    const id = String(second.publicKeyId);
    expect(await aep.getPublicKey({ id })).toEqual(keys[1]);
    expect(await resolved(aep.getPublicKeyOutput({ id: pulumi.output(id) }))).toEqual(keys[1]);
    expect(JSON.stringify(keys)).not.toMatch(/passPhrase|a-key-for-tests/);
    await expect(aep.getPublicKey({ id: "none" })).rejects.toThrow(
      /There is no public key none in sandbox prod/,
    );
  });

  it("A sandbox without keys has an empty list", async () => {
    expect(await aep.getPublicKeys({ sandbox: "dev" })).toEqual([]);
  });
});

describe("guide Connect Data Landing Zone", () => {
  const path = "/data/foundation/connectors/landingzone/credentials?type=user_drop_zone";

  it("Retrieve a usable landing zone, of sources and of destinations", async () => {
    const zone = await aep.getLandingZone();
    expect(zone).toEqual({ containerName: expect.any(String), containerTTL: "7" });
    expect((await aep.getLandingZone({ type: "dlz_destination" })).containerName).not.toBe(
      zone.containerName,
    );
    expect(await resolved(aep.getLandingZoneOutput())).toEqual(zone);
  });

  it("Retrieve credentials: each secret is a secret output, and the rest is plain", async () => {
    const { body } = await bed.plain.send("GET", path);
    const found = await aep.getLandingZoneCredentials();
    const { containerName, storageAccountName, expiryDate } = body;
    expect(found).toMatchObject({ containerName, storageAccountName, expiryDate });
    for (const key of ["SASToken", "SASUri"] as const) {
      const secret = found[key] ?? expect.unreachable(`there is no ${key}`);
      expect(await pulumi.isSecret(secret)).toBe(true);
      expect(await resolved(secret)).toBe(body[key]);
    }
    expect(
      JSON.stringify(Object.entries(found).filter(([, value]) => typeof value === "string")),
    ).not.toContain("sig=");
  });

  it("The Output form is secret as a whole and has bed.plain members", async () => {
    const { body } = await bed.plain.send("GET", path);
    const found = aep.getLandingZoneCredentialsOutput({ sandbox: pulumi.output("prod") });
    expect(await pulumi.isSecret(found)).toBe(true);
    expect(await resolved(found)).toEqual(body);
    const uri: pulumi.Output<string | undefined> = found.apply(({ SASUri }) => SASUri);
    expect(await pulumi.isSecret(uri)).toBe(true);
  });

  it("On AWS, everything that is not known to be harmless is secret", async () => {
    await bed.plain.switches({ landingZoneProvider: "aws" });
    const { body } = await bed.plain.send("GET", path);
    const found = await aep.getLandingZoneCredentials();
    expect(await resolved(pulumi.output(found))).toEqual(body);
    const clear = Object.fromEntries(
      Object.entries(found).filter(([, value]) => !pulumi.Output.isInstance(value)),
    );
    expect(JSON.stringify(clear)).not.toMatch(/secret|session|accesskey/i);
    expect(await pulumi.isSecret(pulumi.output(found))).toBe(true);
  });

  it("Neither function renews credentials, also not in a preview", async () => {
    const before = (await bed.plain.send("GET", path)).body;
    await bed.plain.forgetRequests();
    setPreview(true);
    await aep.getLandingZoneCredentials();
    setPreview(false);
    await aep.getLandingZoneCredentials();
    expect(await bed.plain.writeLines()).toEqual([]);
    expect((await bed.plain.send("GET", path)).body).toEqual(before);
  });
});
