import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, type TestContext, test } from "vitest";
import { readNotes } from "../../provider/host/noteFiles";
import { creationKey } from "../../provider/lifecycle/creation/creationKey";
import { definitions } from "../../provider/resources";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ProviderHost } from "../support/host/providerHost";
import { configFor, secretEnvironment, withoutAuthoring } from "../support/host/testBed";
import { resourceCase } from "../support/resourceCases";

const target = resourceCase("targetConnection");

async function setUp({ onTestFinished }: TestContext, onConnection: (socket: Socket) => void = () => {}) {
  const home = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  const emulator = await startEmulator();
  const engine = createServer(onConnection).listen(0, "127.0.0.1");
  await once(engine, "listening");
  const connected = once(engine, "connection");
  const host = await ProviderHost.start(
    { ...configFor(emulator.url), ...withoutAuthoring },
    { ...secretEnvironment, PULUMI_HOME: home },
    `127.0.0.1:${(engine.address() as AddressInfo).port}`,
  );
  onTestFinished(async () => {
    await host.stop();
    engine.close();
    await emulator.close();
    await rm(home, { recursive: true, force: true });
  });
  const plain = new PlainClient(emulator.url);
  const created = async () => (await plain.admin("GET", target.collection)).items as { id: string }[];
  const { inputs } = await host.check(target.kind, {}, { ...target.complete });
  await connected;
  return {
    host,
    emulator,
    engine,
    plain,
    created,
    inputs,
    notes: () => readNotes({ PULUMI_HOME: home }).map(({ note }) => note),
  };
}

function kill(engine: Server, host: ProviderHost, connections: readonly Socket[]): void {
  engine.close();
  for (const connection of connections) {
    connection.destroy();
  }
  host.disconnect();
}

// They wait most of the time.
describe.concurrent("a host and its engine", () => {
  test("A host whose engine has ended finishes the running call, writes a note of its result, and ends.", async (context) => {
    const { expect } = context;
    const connections: Socket[] = [];
    const { host, emulator, engine, created, inputs, notes } = await setUp(context, (socket) =>
      connections.push(socket),
    );
    emulator.switches.answerDelayMs = 5_000;
    void host.create(target.kind, inputs).catch(() => {});
    await expect.poll(() => emulator.log.list({ method: "POST", path: target.path })).toHaveLength(1);
    kill(engine, host, connections);
    expect(await host.ended()).toBe(0);

    const [entity, ...others] = await created();
    expect(others).toEqual([]);
    const key = creationKey(await definitions.targetConnection(), JSON.parse(JSON.stringify(inputs)));
    expect(notes()).toMatchObject([{ engine: process.pid, key, outcome: { made: true, id: entity?.id } }]);
  });

  test("A host whose engine has ended starts no request that has not begun.", async (context) => {
    const { expect } = context;
    const connections: Socket[] = [];
    const { host, emulator, engine, plain, created, inputs, notes } = await setUp(context, (socket) =>
      connections.push(socket),
    );
    // The delay applies to the request for a token.
    emulator.switches.answerDelayMs = 6_000;
    void host.create(target.kind, inputs).catch(() => {});
    await expect.poll(() => emulator.log.list({ path: "/ims/" })).toHaveLength(1);
    kill(engine, host, connections);
    expect(await host.ended()).toBe(0);
    expect(await created()).toEqual([]);
    expect(await plain.requestLines()).toEqual([]);
    expect(notes()).toMatchObject([{ outcome: { made: false } }]);
  });

  test("A host keeps running while its engine runs, even if the engine closes the connection repeatedly.", async (context) => {
    const { expect } = context;
    let connections = 0;
    const { host, inputs } = await setUp(context, (socket) => {
      connections++;
      socket.destroy();
    });
    await expect.poll(() => connections).toBeGreaterThan(8);
    expect(await host.create(target.kind, inputs)).toHaveProperty("id");
  });
});
