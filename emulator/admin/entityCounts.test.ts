import { expect, test } from "vitest";
import { mergePolicyBody } from "../testing/bodies.testing";
import { createPipeline, paths, start } from "../testing/client.testing";
import { connectionBody as madconnectBody } from "../testing/madconnect.testing";
import { streamingConnectionBody } from "../testing/streaming.testing";

interface Counts {
  total: number;
  items: { sandbox: string | null; collection: string; count: number; byService: boolean }[];
}

/** The policy that each sandbox has from the start. */
const readyMade = (sandbox: string) => ({ sandbox, collection: "mergePolicies", count: 1, byService: true });

test("counts the entities by sandbox and collection, until nothing of clients is left", async () => {
  const { client } = await start();
  const counts = async (query = "") =>
    (await client.get(`/_emulator/entities${query}`)).body as unknown as Counts;
  expect(await counts()).toEqual({ total: 0, items: [readyMade("prod"), readyMade("dev")] });

  const { connection, source, target, flow } = await createPipeline(client);
  await client.post(paths.mergePolicies, mergePolicyBody());
  await client.post("/_emulator/runs", { flowId: flow });
  const dev = client.in("dev");
  const stream = (await dev.post(paths.connections, streamingConnectionBody())).body.id;
  await client.post("/_emulator/madconnectConnections", madconnectBody);
  const one = (sandbox: string | null, collection: string, byService = false) => ({
    sandbox,
    collection,
    count: 1,
    byService,
  });
  const all = await counts();
  expect(all).toEqual({
    total: 7,
    items: [
      one("prod", "connections"),
      one("prod", "flows"),
      readyMade("prod"),
      one("prod", "mergePolicies"),
      one("prod", "runs", true),
      one("prod", "sourceConnections"),
      one("prod", "targetConnections"),
      one("dev", "connections"),
      one("dev", "inlets", true),
      readyMade("dev"),
      one(null, "madconnectConnections"),
    ],
  });
  const items = all.items.filter(({ sandbox }) => sandbox === "dev");
  expect(await counts("?sandbox=dev")).toEqual({ total: 1, items });
  expect((await client.get("/_emulator/entities?sandbox=none")).status).toBe(400);

  await client.delete(`${paths.flows}/${flow}`);
  await client.delete(`${paths.sources}/${source}`);
  await client.delete(`${paths.targets}/${target}`);
  await client.delete(`${paths.connections}/${connection}`);
  await dev.delete(`${paths.connections}/${stream}`);
  expect(await counts("?sandbox=prod")).toMatchObject({ total: 1 });
  expect(await counts("?sandbox=dev")).toMatchObject({ total: 0 });
});
