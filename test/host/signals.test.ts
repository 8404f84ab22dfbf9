import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readNotes } from "../../provider/host/noteFiles";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ProviderHost } from "../support/host/providerHost";
import { configFor, secretEnvironment, withoutAuthoring } from "../support/host/testBed";
import { entitiesOf, resourceCase } from "../support/resourceCases";

const target = resourceCase("targetConnection");
const post = { method: "POST", path: target.path } as const;
const urn = "urn:pulumi:dev::acme::pulumi-nodejs:dynamic/aep:TargetConnection::t";

async function setUp() {
  const home = await mkdtemp(path.join(tmpdir(), "pulumi-aep-home-"));
  const emulator = await startEmulator();
  const engine = createServer().listen(0, "127.0.0.1");
  await once(engine, "listening");
  const host = await ProviderHost.start(
    { ...configFor(emulator.url), ...withoutAuthoring },
    { ...secretEnvironment, PULUMI_HOME: home },
    `127.0.0.1:${(engine.address() as AddressInfo).port}`,
  );
  onTestFinished(async () => {
    await host.stop();
    engine.close();
    await emulator.close();
  });
  const { inputs } = await host.check(target.kind, {}, { ...target.complete });
  const plain = new PlainClient(emulator.url);
  return { host, emulator, engine, inputs, plain, notes: () => readNotes({ PULUMI_HOME: home }) };
}

it.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends an idle host as if it had no handler, and removes the notes of what the engine has received",
  async (signal) => {
    const { host, inputs, notes } = await setUp();
    const { id } = await host.create(target.kind, inputs, urn);
    expect(notes()).toMatchObject([{ note: { urn, outcome: { made: true, id } } }]);
    expect(await host.signal(signal)).toBe(signal);
    expect(notes()).toEqual([]);
  },
);

it.each(["SIGINT", "SIGTERM"] as const)(
  "%s during a create: its response is returned, what exists has been returned, and the note is kept",
  async (signal) => {
    const { host, emulator, inputs, plain, notes } = await setUp();
    emulator.faults.add({ kind: "slow", delayMs: 1_500, ...post });
    const creating = host.create(target.kind, inputs, urn);
    await expect.poll(() => emulator.log.list(post)).toHaveLength(1);
    const ended = host.signal(signal);
    // It may arrive before the signal. Then it is finished too.
    const late = host.create(target.kind, { ...inputs, name: "another" }).then(
      (made) => made.id,
      (error: Error) => error,
    );
    const { id } = await creating;
    expect(await ended).toBe(signal);
    const other = await late;
    if (other instanceof Error) {
      expect(other.message).toMatch(/was cancelled|is ending or was killed|ECONNREFUSED|Connection dropped/);
    }
    const returned = [id, ...(typeof other === "string" ? [other] : [])];
    const existing = (await entitiesOf(target, plain)).map((entity) => String(entity.id));
    expect(existing.toSorted()).toEqual(returned.toSorted());
    expect(notes().map(({ note }) => note.outcome)).toContainEqual({ made: true, id });
  },
);
