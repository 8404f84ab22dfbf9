import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "vitest";
import type { FaultInput } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ProviderHost } from "../support/host/providerHost";
import { configFor, withoutAuthoring } from "../support/host/testBed";
import { entitiesOf, resourceCase } from "../support/resourceCases";

const target = resourceCase("targetConnection");
const urnOf = (name: string) => `urn:pulumi:dev::acme::pulumi-nodejs:dynamic/aep:TargetConnection::${name}`;

/** The processes of two explicit providers of one run, for the same sandbox: both have the same engine. */
async function twoProviders({ onTestFinished }: TestContext) {
  const home = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  const emulator = await startEmulator();
  const engine = createServer().listen(0, "127.0.0.1");
  await once(engine, "listening");
  const config = {
    ...configFor(emulator.url),
    ...withoutAuthoring,
    "aep:clientSecret": "emulator-secret",
    "aep:notFromEnvironment": "accessToken",
  };
  // A token of another organisation, which no explicit provider may use.
  const environment = { PULUMI_HOME: home, AEP_ACCESS_TOKEN: "not-a-real-token" };
  const address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
  const start = () => ProviderHost.start(config, environment, address);
  const hosts = await Promise.all([start(), start()]);
  onTestFinished(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    engine.close();
    await emulator.close();
    await rm(home, { recursive: true, force: true });
  });
  const plain = new PlainClient(emulator.url);
  const creates = (given: readonly ProviderHost[]) =>
    Promise.all(
      given.map(async (host, index) => {
        const { inputs } = await host.check(target.kind, {}, { ...target.complete });
        return () => host.create(target.kind, inputs, urnOf(String(index)));
      }),
    );
  const [first, second] = await creates(hosts);
  return {
    first: first as () => Promise<{ id: string }>,
    second: second as () => Promise<{ id: string }>,
    kill: (index: number) => hosts[index]?.stop(),
    /** The processes of the next run. */
    nextRun: async () => {
      hosts.push(await start(), await start());
      return creates(hosts.slice(-2));
    },
    fault: (fault: FaultInput) => emulator.faults.add({ method: "POST", path: target.path, ...fault }),
    requested: () => emulator.log.list({ method: "POST", path: target.path }).length,
    ids: async () => (await entitiesOf(target, plain)).map(({ id }) => id).toSorted(),
  };
}

// They wait most of the time.
describe.concurrent("two explicit providers of one run", () => {
  it("two providers of one run create equal entities at the same time, each its own", async (context) => {
    const { expect } = context;
    const { first, second, fault, requested, ids } = await twoProviders(context);
    fault({ kind: "slow", delayMs: 1_500, nth: 1 });
    const slow = first();
    await expect.poll(requested, { interval: 5 }).toBe(1);
    const fast = await second();
    const { id } = await slow;
    expect(id).not.toBe(fast.id);
    expect(await ids()).toEqual([id, fast.id].toSorted());
  });

  it("a provider whose response is lost does not take the entity of the other one", async (context) => {
    const { expect } = context;
    const { first, second, fault, ids } = await twoProviders(context);
    fault({ kind: "answerLost", nth: 1 });
    const lost = first();
    await expect.poll(ids, { interval: 5 }).toHaveLength(1);
    const [own] = await ids();
    const other = await second();
    const { id } = await lost;
    expect(id).toBe(own);
    expect(await ids()).toEqual([id, other.id].toSorted());
  });

  it("a provider whose request was never executed does not take the entity of the other one", async (context) => {
    const { expect } = context;
    const { first, second, fault, requested, ids } = await twoProviders(context);
    fault({ kind: "resetBefore", nth: 1 });
    const lost = first();
    await expect.poll(requested, { interval: 5 }).toBe(1);
    const other = await second();
    await expect(lost).rejects.toThrow(/It is unknown whether the target connection/);
    expect(await ids()).toEqual([other.id]);
  });

  it("the entity of a killed provider is left to its resource by the other one, and taken over by the next run", async (context) => {
    const { expect } = context;
    const { first, second, kill, nextRun, fault, requested, ids } = await twoProviders(context);
    fault({ kind: "slow", delayMs: 600_000, nth: 1 });
    const killed = first().catch((error: Error) => error);
    await expect.poll(requested, { interval: 5 }).toBe(1);
    await kill(0);
    expect(await killed).toBeInstanceOf(Error);
    const [own] = await ids();
    await expect(second()).rejects.toThrow(`run of ${urnOf("0")} created a target connection with the same`);
    expect(await ids()).toEqual([own]);
    await kill(1);

    const results = await Promise.all((await nextRun()).map((create) => create()));
    expect(results[0]?.id).toBe(own);
    expect(await ids()).toEqual(results.map(({ id }) => id).toSorted());
    expect(new Set(await ids()).size).toBe(2);
  });

  it("of two providers whose responses are both lost, neither takes the one entity that may be of either", async (context) => {
    const { expect } = context;
    const { first, second, fault, ids } = await twoProviders(context);
    fault({ kind: "answerLost", nth: 1 });
    fault({ kind: "resetBefore", nth: 2 });
    const results = await Promise.allSettled([first(), second()]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await ids()).toHaveLength(1);
  });
});
