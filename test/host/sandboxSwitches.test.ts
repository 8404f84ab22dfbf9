import { describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

/** More sandboxes than a page of the list has. */
const others = Array.from({ length: 120 }, (_, index) => ({
  name: `other-${index}`,
  type: "development" as const,
}));
const sandboxes = [
  { name: "prod", type: "production" as const },
  ...others,
  { name: "dev", type: "development" as const },
];

const bed = sharedInProcessBed({ emulator: { sandboxes }, sharedTime: true });

/** Creates a namespace in a sandbox, with the guard. */
async function createIn(sandbox: string): Promise<void> {
  const config = { "aep:sandbox": sandbox, "aep:protectProduction": "true" };
  await new ManagedResource(bed.anotherHost({ config }), "identityNamespace").up(
    resourceCase("identityNamespace").body,
  );
}

describe("the guard for production", () => {
  it.each([
    ["sandboxList", "member"],
    ["sandboxPaging", "both"],
    ["sandboxPaging", "any"],
    ["sandboxCount", "page"],
    ["sandboxCount", "total"],
    ["sandboxNextLink", "hidden"],
    ["sandboxNextLink", "shown"],
    ["sandboxEtag", "eTag"],
    ["sandboxEtag", "etag"],
  ])("knows the type of each sandbox with %s: %s", async (name, value) => {
    await bed.plain.switches({ [name]: value });
    await createIn("dev");
    await createIn("other-60");
    await expect(createIn("prod")).rejects.toThrow(/AEP reports sandbox "prod" .* as production/);
  });

  it.each([
    ["stranger", /AEP does not list sandbox "dev"/],
    ["refuse403", /AEP did not return the list of sandboxes.*\n.*status 403/],
    ["refuse401", /AEP did not return the list of sandboxes.*\n.*status 401/],
  ])("refuses every write with sandboxList: %s", async (sandboxList, reason) => {
    await bed.plain.switches({ sandboxList });
    await bed.plain.forgetRequests();
    await expect(createIn("dev")).rejects.toThrow(reason);
    const writes = (await bed.plain.requests()).filter(({ method }) => method !== "GET");
    expect(writes).toEqual([]);
  });
});
