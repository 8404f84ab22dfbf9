import { expect, test } from "vitest";
import { start } from "../testing/client.testing";
import { createWholePipeline } from "../testing/pipeline.testing";
import type { Graph } from "./protocol";

const relaxed = { switches: { interactiveAuthoringRequired: false } };

/** The names of collections, as `from > to`, each once. */
function relationsOf({ nodes, edges }: Graph): string[] {
  return [
    ...new Set(edges.map(([from, to]) => `${nodes[from]?.collection} > ${nodes[to]?.collection}`)),
  ].sort();
}

test("shows a pipeline from the storage account to the field groups", async () => {
  const { emulator, client } = await start(relaxed);
  const { flow } = await createWholePipeline(client);
  const other = client.in("dev");
  await other.post("/data/foundation/schemaregistry/tenant/schemas", { title: "Another" });
  const response = await fetch(`${emulator.url}/_emulator/console/api/graph/flows/${flow}`);
  expect(relationsOf((await response.json()) as Graph)).toEqual([
    "connections > privateEndpoints",
    "dataSets > schemas",
    "flows > mappingSets",
    "flows > sourceConnections",
    "flows > targetConnections",
    "mappingSets > schemas",
    "privateEndpointConnections > storageAccounts",
    "privateEndpoints > privateEndpointConnections",
    "schemas > fieldGroups",
    "sourceConnections > connections",
    "storageAccounts > resourceGroups",
    "targetConnections > dataSets",
  ]);
});
