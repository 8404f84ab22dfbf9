import { beforeEach, vi } from "vitest";
import { ManagedResource } from "./managedResource";
import type { Properties } from "./providerHost";
import { type InProcessBed, sharedInProcessBed } from "./sharedTestBed";

/** Class of the schemas. */
export const classId = "https://ns.adobe.com/xdm/context/profile";

const title = "ACME members";

/** A test bed with three field groups and a schema that is still to be created. */
export interface SchemaBed {
  readonly bed: InProcessBed;
  readonly schema: ManagedResource;
  /** `$id`s of three field groups of the tenant. */
  readonly a: string;
  readonly b: string;
  readonly c: string;
  /** Changes the schema on the service, as someone else does. */
  edit(change: Properties): Promise<Properties>;
  /** The bodies of the requests that change something. */
  writes(): Promise<unknown[]>;
}

/**
 * Such a bed for all tests of a file, with new field groups and a new schema before each test. The emulator's time passes
 * with the pauses of the provider.
 *
 * @returns an object that is filled before the first test, so its members are read inside of hooks and tests only.
 */
export function sharedSchemaBed(): SchemaBed {
  const bed = sharedInProcessBed({ sharedTime: true, emulator: { switches: { unionPreconditions: false } } });
  const shared: { -readonly [Member in keyof SchemaBed]?: SchemaBed[Member] } = { bed };
  beforeEach(async () => {
    const [a, b, c] = await Promise.all(
      ["A", "B", "C"].map(async (name) =>
        String((await bed.plain.admin("POST", "fieldGroups", { title: name, properties: {} })).$id),
      ),
    );
    const schema = new ManagedResource(bed.host, "schema");
    Object.assign(shared, {
      ...{ a, b, c, schema },
      edit: (change: Properties) =>
        bed.plain.admin("PATCH", `schemas/${encodeURIComponent(schema.id)}`, change),
      writes: async () =>
        (await bed.plain.requests()).flatMap(({ method, body }) => (method === "GET" ? [] : [body])),
    });
    await bed.plain.forgetRequests();
  });
  return shared as SchemaBed;
}

/** Inputs with the class and these field groups in `allOf`. */
export function listed(...groups: string[]): Properties {
  return { title, allOf: [classId, ...groups].map(($ref) => ({ $ref })) };
}

/** Inputs with `classId` and `fieldGroupIds`. */
export function readable(...fieldGroupIds: string[]): Properties {
  return { title, classId, fieldGroupIds };
}

/** The texts that the provider reports while something runs. */
export async function reportsOf(run: () => Promise<unknown>): Promise<string> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await run();
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}
