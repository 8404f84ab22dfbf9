import { describe, expect, it } from "vitest";
import { type Client, start } from "../../emulator/testing/client.testing";
import { callEveryOperation, type Exchange } from "./exchanges";
import { type KnownDifference, knownDifferences } from "./knownDifferences";
import { missing, OpenApi } from "./openApi";

const basePaths = {
  sandbox: "/data/foundation",
  "identity-service": "/data/core",
  profile: "/data/core",
  "schema-registry": "/data/foundation/schemaregistry",
  catalog: "/data/foundation/catalog",
  "data-prep": "/data/foundation/conversion",
  "flow-service": "/data/foundation/flowservice",
  "streaming-ingestion": "",
} as const;

interface Difference {
  service: string;
  operation: string;
  problem: string;
}

function differencesIn(files: ReadonlyMap<string, OpenApi>, exchanges: readonly Exchange[]): Difference[] {
  return exchanges.flatMap(({ service, operation, status, body }) =>
    (files.get(service)?.problems(operation, status, body) ?? []).map((problem) => ({
      service,
      operation,
      problem,
    })),
  );
}

const explains =
  ({ service, operation, problem }: Difference) =>
  (known: KnownDifference): boolean =>
    known.service === service &&
    problem.endsWith(known.problem) &&
    (known.operation === undefined || known.operation === operation);

// The gateway's own code or page, where no service has the path.
async function isServed(client: Client, base: string, operation: string): Promise<boolean> {
  const [method = "", template = ""] = operation.split(" ");
  const path = base + template.replaceAll("{CONTAINER_ID}", "tenant").replaceAll(/[{}]/g, "");
  const accept = "application/vnd.adobe.xed+json";
  const response = await fetch(client.url + path, { method, headers: { ...client.headers, accept } });
  const text = await response.text();
  // The sandboxes that need a permission are only refused.
  if (text.includes("SMS-2010-403")) {
    return false;
  }
  return response.status !== 404 || !(text.startsWith("<html>") || text.includes('"404000"'));
}

describe.skipIf(missing !== undefined)(missing ?? "the operations against Adobe's OpenAPI files", () => {
  it("answers every operation as its file says, apart from known differences", async () => {
    const { client } = await start();
    const exchanges = await callEveryOperation(client);
    const files = new Map(Object.keys(basePaths).map((name) => [name, new OpenApi(name)]));
    const differences = differencesIn(files, exchanges);
    expect(exchanges.filter(({ status }) => status >= 300)).toEqual([]);
    expect(differences.filter((one) => !knownDifferences.some(explains(one)))).toEqual([]);
    expect(knownDifferences.filter((known) => !differences.some((one) => explains(one)(known)))).toEqual([]);
    expect(differences.filter(({ problem }) => problem.includes("required"))).toEqual([]);
  });

  it("calls every operation that the emulator serves", async () => {
    const { client } = await start();
    const called = new Set(
      (await callEveryOperation(client)).map(({ service, operation }) => `${service} ${operation}`),
    );
    const forgotten: string[] = [];
    for (const [name, base] of Object.entries(basePaths)) {
      for (const operation of new OpenApi(name).operations) {
        if (!called.has(`${name} ${operation}`) && (await isServed(client, base, operation))) {
          forgotten.push(`${name} ${operation}`);
        }
      }
    }
    expect(forgotten).toEqual([]);
  });

  it("knows at most 20 differences", () => {
    expect(knownDifferences.length).toBeLessThanOrEqual(20);
  });
});
