import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExpectStatic } from "vitest";
import type { FaultInput, RunningEmulator } from "../../../emulator/index";
import { startEmulator } from "../emulator/emulator";
import { PlainClient } from "../emulator/plainClient";
import { randomFrom } from "../random";
import { entitiesOf, idOf, type ResourceCase, resourceCase } from "../resourceCases";
import { ManagedResource } from "./managedResource";
import { type Properties, ProviderHost } from "./providerHost";
import { configFor, secretEnvironment, withoutAuthoring } from "./testBed";

/** When the host is killed, relative to the request that changes something. */
export const phases = ["before", "returned", "waiting", "sent", "answered"] as const;
/** What the resource does meanwhile. */
export const operations = ["create", "update", "replaceCreateFirst", "replaceDeleteFirst", "delete"] as const;

export type Phase = (typeof phases)[number];
export type Operation = (typeof operations)[number];

const held = 600_000;

/** How an operation is tested. */
interface Plan {
  readonly kind: "flow" | "sourceConnection";
  readonly method: string;
  change(resource: ResourceCase, inputs: Properties): Properties;
}

const plans: Readonly<Record<Operation, Plan>> = {
  create: { kind: "flow", method: "POST", change: (_, inputs) => inputs },
  update: {
    kind: "flow",
    method: "PATCH",
    // The second request takes place after the first, so that there is something to wait for.
    change: ({ change }, inputs) => ({ ...inputs, ...change?.inputs, state: "enabled" }),
  },
  replaceCreateFirst: {
    kind: "sourceConnection",
    method: "POST",
    change: ({ replacement }, inputs) => ({ ...inputs, ...replacement?.inputs }),
  },
  replaceDeleteFirst: {
    kind: "flow",
    method: "POST",
    change: ({ replacement }, inputs) => ({ ...inputs, ...replacement?.inputs }),
  },
  delete: { kind: "flow", method: "DELETE", change: (_, inputs) => inputs },
};

// A source connection has no end state to wait for.
const combinations = operations.flatMap((operation) =>
  phases
    .filter((phase) => phase !== "waiting" || plans[operation].kind === "flow")
    .map((phase) => ({ operation, phase })),
);

/** One resource, whose operation is interrupted in one phase. */
interface Interrupted {
  readonly name: string;
  readonly operation: Operation;
  readonly phase: Phase;
  readonly plan: Plan;
  readonly resource: ResourceCase;
  readonly before: ManagedResource;
  readonly wanted: Properties;
  /** The resource during the killed process, and whether its operation has ended. */
  running: ManagedResource;
  isOver: boolean;
}

/**
 * Kills host processes in every phase of every operation, once for each seed, one seed after another; expects that the next
 * process continues.
 *
 * @param expect of the test: tests that run at the same time cannot share one
 */
export async function expectContinued(seeds: readonly number[], expect: ExpectStatic): Promise<void> {
  const hosts = await KilledHosts.start(expect);
  try {
    for (const seed of seeds) {
      expect(await hosts.killed(seed)).toBe(24);
    }
  } finally {
    await hosts.stop();
  }
}

/**
 * Kills host processes during operations on many resources at once. Each combination of operation and phase has a resource
 * of its own, and each series has its own seed.
 */
class KilledHosts {
  readonly emulator: RunningEmulator;
  readonly plain: PlainClient;
  readonly #expect: ExpectStatic;
  readonly #environment: Record<string, string>;
  #current: ProviderHost;

  private constructor(
    expect: ExpectStatic,
    emulator: RunningEmulator,
    environment: Record<string, string>,
    current: ProviderHost,
  ) {
    this.#expect = expect;
    this.emulator = emulator;
    this.plain = new PlainClient(emulator.url);
    this.#environment = environment;
    this.#current = current;
  }

  static async start(expect: ExpectStatic): Promise<KilledHosts> {
    const emulator = await startEmulator({ switches: { interactiveAuthoringRequired: false } });
    const home = await mkdtemp(path.join(tmpdir(), "pulumi-aep-home-"));
    const environment = { ...secretEnvironment, PULUMI_HOME: home };
    return new KilledHosts(expect, emulator, environment, await startHost(emulator, environment));
  }

  /**
   * Kills one process before it has a token, and one in all other phases; expects that the next one leaves each entity
   * once, as the program says.
   *
   * @returns the number of interrupted operations.
   */
  async killed(seed: number): Promise<number> {
    const random = randomFrom(seed);
    this.emulator.reset();
    const all = await this.#prepare(seed);
    await this.#current.stop();
    const [early, late, next] = await Promise.all([this.#next(), this.#next(), this.#next()]);
    this.#current = next;
    const ended = await this.#interrupt(["before"], all, early, random);
    ended.push(...(await this.#interrupt(["returned", "waiting", "sent", "answered"], all, late, random)));
    await Promise.all(ended);
    await Promise.all(all.map((one) => this.#continue(one)));
    return all.length;
  }

  async stop(): Promise<void> {
    await this.#current.stop();
    await this.emulator.close();
  }

  #next(): Promise<ProviderHost> {
    return startHost(this.emulator, this.#environment);
  }

  /** Creates the entities of all resources that exist before their operation. */
  async #prepare(seed: number): Promise<Interrupted[]> {
    const common = new Map<string, Properties>();
    for (const kind of ["flow", "sourceConnection"]) {
      common.set(kind, await resourceCase(kind).prepare(this.plain));
    }
    return Promise.all(
      combinations.map(async ({ operation, phase }) => {
        const plan = plans[operation];
        const resource = resourceCase(plan.kind);
        const name = `${operation} ${phase} ${seed}`;
        const state = plan.kind === "flow" ? { state: "disabled" } : {};
        const inputs = { ...common.get(plan.kind), name, ...state };
        const before = new ManagedResource(this.#current, plan.kind);
        before.urn = `urn:pulumi:test::acme::pulumi-nodejs:dynamic/aep:X::${name}`;
        if (operation !== "create") {
          await before.up(inputs);
        }
        const wanted = plan.change(resource, inputs);
        return { name, operation, phase, plan, resource, before, wanted, running: before, isOver: false };
      }),
    );
  }

  /** Brings a process to these phases, one after another, and kills it. Returns the ends of the operations. */
  async #interrupt(
    during: readonly Phase[],
    all: readonly Interrupted[],
    host: ProviderHost,
    random: () => number,
  ): Promise<Promise<void>[]> {
    const ended: Promise<void>[] = [];
    for (const phase of during) {
      const own = all.filter((one) => one.phase === phase);
      this.emulator.log.clear();
      const requests = requestsIn(phase, own);
      if (phase !== "answered") {
        for (const request of requests) {
          this.emulator.faults.add({ ...delayIn(phase, request), ...request });
        }
      }
      const operations = own.map((one) => start(one, host));
      ended.push(...operations);
      await (phase === "returned" ? Promise.all(operations) : this.#areRequested(phase, requests));
    }
    await sleep(random() * 20);
    // The kill hits each operation in its phase, however slow the machine is.
    for (const one of all.filter(({ phase }) => during.includes(phase) && phase !== "answered")) {
      this.#expect(one.isOver, one.name).toBe(one.phase === "returned");
    }
    if (during.includes("before")) {
      this.#expect(this.emulator.log.list({ path: "/data/" })).toEqual([]);
    }
    await host.stop();
    this.emulator.faults.clear();
    return ended;
  }

  async #areRequested(phase: Phase, requests: readonly Matching[]): Promise<void> {
    const isReached = ({ times, ...filter }: Matching) =>
      this.emulator.log.list(filter).length >= (phase === "answered" ? 1 : times);
    await this.#expect
      .poll(() => (phase === "answered" ? requests.some(isReached) : requests.every(isReached)), {
        interval: 2,
        timeout: 60_000,
      })
      .toBe(true);
  }

  async #continue({ operation, resource, before, wanted, running, name }: Interrupted): Promise<void> {
    const next = running.on(this.#current);
    const existing = async () =>
      (await entitiesOf(resource, this.plain)).filter((entity) => entity.name === name).map(idOf);
    if (operation === "delete") {
      // A deletion that has returned is in the state.
      if (next.id !== "") {
        await next.destroy();
      }
      this.#expect(await existing(), name).toEqual([]);
      return;
    }
    // The engine deletes the replaced one later.
    if (before.id !== "" && next.id !== before.id) {
      await this.#current.delete(before.kind, before.id, before.outputs);
    }
    await next.up(wanted);
    this.#expect(await next.refresh(), name).toBe("same");
    this.#expect(await next.up(wanted), name).toBe("same");
    this.#expect(await existing(), name).toEqual([next.id]);
  }
}

/** Requests that are delayed or awaited. */
interface Matching {
  readonly method?: string;
  readonly path?: string;
  readonly template?: string;
  readonly times: number;
}

/** The requests of these operations that a phase is about; the entities of creates have no id yet. */
function requestsIn(phase: Phase, all: readonly Interrupted[]): Matching[] {
  if (phase === "before") {
    return [{ path: "/ims/", times: 1 }];
  }
  if (phase === "returned") {
    return [];
  }
  const requests = new Map<string, Matching>();
  for (const { operation, plan, resource, before } of all) {
    const entity = `${resource.path}/${before.id}`;
    const ofPhase =
      phase === "waiting" && operation !== "delete"
        ? { method: "POST", template: `${resource.path}/{id}/action` }
        : plan.method === "POST"
          ? { method: "POST", template: resource.path }
          : { method: plan.method, path: entity };
    const key = JSON.stringify(ofPhase);
    requests.set(key, { ...ofPhase, times: (requests.get(key)?.times ?? 0) + 1 });
  }
  return [...requests.values()];
}

/** A response that does not arrive before the kill; a refusal by rate after which the provider waits. */
function delayIn(phase: Phase, { method }: Matching): FaultInput {
  const wait = { kind: "throttled", retryAfter: "seconds", seconds: 200 } as const;
  return phase === "waiting" && method === "DELETE" ? wait : { kind: "slow", delayMs: held };
}

function start(one: Interrupted, host: ProviderHost): Promise<void> {
  one.running = one.before.on(host);
  const run = one.operation === "delete" ? one.running.destroy() : one.running.up(one.wanted);
  const end = () => {
    one.isOver = true;
  };
  return run.then(end, end);
}

function startHost(emulator: RunningEmulator, environment: Record<string, string>): Promise<ProviderHost> {
  return ProviderHost.start({ ...configFor(emulator.url), ...withoutAuthoring }, environment);
}
