import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factsOf } from "../../provider/kinds";
import { InProcessHost } from "../support/host/inProcessHost";
import { createMany, refreshMany } from "../support/host/manyEntities";
import { startTestBed, type TestBed } from "../support/host/testBed";
import { resourceCases } from "../support/resourceCases";

const count = 500;
const requestsPerResource = 0.05;

let testBed: TestBed;
beforeAll(async () => {
  testBed = await startTestBed();
});
afterAll(() => testBed.close());

async function inNextRun<T>(use: (host: InProcessHost) => Promise<T>): Promise<T> {
  const host = new InProcessHost(testBed.emulator.url);
  try {
    return await use(host);
  } finally {
    await host.close();
  }
}

// Their pages have the size that the registry chooses, or 300 entities.
const ofRegistry = resourceCases.filter(({ kind }) =>
  factsOf(kind).collection.startsWith("/data/foundation/schemaregistry/"),
);

describe.each(ofRegistry)("$kind", (resource) => {
  test(`A refresh of ${count} takes at most ${requestsPerResource} requests per resource.`, async () => {
    const { emulator, plain } = testBed;
    emulator.reset();
    const created = await inNextRun((host) => createMany(host, resource, plain, count));
    await plain.forgetRequests();
    const seen = await inNextRun((host) => refreshMany(host, resource.kind, created));
    expect(seen).toEqual(new Map(created.map(({ id, outputs }) => [id, outputs])));
    const lines = await plain.requestLines();
    expect(lines.length, lines.join("\n")).toBeLessThanOrEqual(count * requestsPerResource);
  });
});
