import { beforeEach, describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import { sharedTestBed } from "../support/host/sharedTestBed";

const bed = sharedTestBed({ switches: { unionPreconditions: false } });

const title = "ACME members";
const profile = { title, classId: "https://ns.adobe.com/xdm/context/profile" };
const event = { title, classId: "https://ns.adobe.com/xdm/context/experienceevent" };

let schema: ManagedResource;
beforeEach(async () => {
  schema = new ManagedResource(bed.host, "schema");
  await schema.up(profile);
});

const written = async () => (await bed.plain.requests()).filter(({ method }) => method !== "GET");

describe("another class for a schema", () => {
  it("is refused in preview once the schema is enabled for Profile", async () => {
    await new ManagedResource(bed.host, "profileEnablement").up({ schemaId: schema.id });
    await bed.plain.forgetRequests();
    await expect(schema.up(event)).rejects.toThrow(/class of the schema .* cannot change: it is enabled/);
    expect(await written()).toEqual([]);
  });

  it("is refused in preview while a dataset of the schema holds data", async () => {
    const dataset = new ManagedResource(bed.host, "dataset");
    await dataset.up({ name: title, schemaRef: { id: schema.id } });
    await bed.plain.admin("POST", `dataSets/${dataset.id}/batch`, { id: "01ARZ3NDEKTSV4RRFFQ69G5FAV" });
    await bed.plain.forgetRequests();
    await expect(schema.up(event)).rejects.toThrow(/the dataset "ACME members" .* holds data/);
    expect(await written()).toEqual([]);
  });

  it("replaces an unused schema", async () => {
    const { id } = schema;
    expect(await schema.up(event)).toBe("replace");
    expect(schema.id).not.toBe(id);
    expect(schema.outputs.allOf).toEqual([{ $ref: event.classId }]);
  });

  it("is a warning in preview and deletes nothing while that cannot be found out", async () => {
    const answer = { kind: "answer", status: 403, body: { title: "Forbidden" }, times: 10 };
    await bed.plain.admin("POST", "faults", { ...answer, method: "GET", path: "/data/foundation" });
    await bed.plain.forgetRequests();
    await expect(schema.up(event)).rejects.toThrow(
      /Nothing is deleted, because it is unknown whether the class/,
    );
    expect(await written()).toEqual([]);
  });
});
