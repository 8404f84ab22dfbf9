import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { FaultInput, RunningEmulator } from "../../../emulator/index";
import type { PlainClient } from "../emulator/plainClient";
import { randomFrom } from "../random";
import { entitiesOf, idOf, type ResourceCase, resourceCase } from "../resourceCases";
import { ManagedResource } from "./managedResource";
import { type Properties, ProviderHost } from "./providerHost";
import { configFor, secretEnvironment, withoutAuthoring } from "./testBed";

/** When the host is killed, relative to the request that changes something. */
export const phases = ["before", "sent", "answered", "waiting", "returned"] as const;
/** What the resource does meanwhile. */
export const operations = ["create", "update", "replaceCreateFirst", "replaceDeleteFirst", "delete"] as const;

export type Phase = (typeof phases)[number];
export type Operation = (typeof operations)[number];

const held = 600_000;
const urn = "urn:pulumi:test::acme::pulumi-nodejs:dynamic/aep:X::r";

/** How an operation is tested. */
interface Plan {
  readonly kind: string;
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

/** A series of host processes, each of which is killed during one operation and continued by the next. */
export class KilledHosts {
  readonly #random: () => number;
  readonly #home: string;
  #host: ProviderHost | undefined;

  private constructor(
    readonly emulator: RunningEmulator,
    readonly plain: PlainClient,
    seed: number,
    home: string,
  ) {
    this.#random = randomFrom(seed);
    this.#home = home;
  }

  static async start(emulator: RunningEmulator, plain: PlainClient, seed: number): Promise<KilledHosts> {
    const home = await mkdtemp(path.join(tmpdir(), "pulumi-aep-home-"));
    return new KilledHosts(emulator, plain, seed, home);
  }

  /** Kills the host during an operation, continues with another one, and expects one entity as the program says. */
  async expectContinued(phase: Phase, operation: Operation): Promise<void> {
    this.emulator.reset();
    const plan = plans[operation];
    const resource = resourceCase(plan.kind);
    const first = await resource.prepare(this.plain);
    const inputs = plan.kind === "flow" ? { ...first, state: "disabled" } : first;
    const managed = new ManagedResource(await this.#current(), plan.kind);
    managed.urn = urn;
    if (operation !== "create") {
      await managed.up(inputs);
      // A new process has no token.
      await this.#kill();
    }
    const before = { id: managed.id, outputs: managed.outputs };
    const wanted = plan.change(resource, inputs);
    const running = managed.on(await this.#current());
    await this.#killDuring(phase, plan, resource, () =>
      operation === "delete" ? running.destroy() : running.up(wanted),
    );

    const host = await this.#current();
    const next = running.on(host);
    if (operation === "delete") {
      // A deletion that has returned is in the state.
      if (next.id !== "") {
        await next.destroy();
      }
      expect(await entitiesOf(resource, this.plain)).toEqual([]);
      return;
    }
    // The engine deletes the replaced one later.
    if (before.id !== "" && next.id !== before.id) {
      await host.delete(plan.kind, before.id, before.outputs);
    }
    await next.up(wanted);
    expect(await next.refresh()).toBe("same");
    expect(await next.up(wanted)).toBe("same");
    expect((await entitiesOf(resource, this.plain)).map(idOf)).toEqual([next.id]);
  }

  async stop(): Promise<void> {
    await this.#kill();
  }

  async #current(): Promise<ProviderHost> {
    this.#host ??= await ProviderHost.start(
      { ...configFor(this.emulator.url), ...withoutAuthoring },
      { ...secretEnvironment, PULUMI_HOME: this.#home },
    );
    return this.#host;
  }

  async #kill(): Promise<void> {
    await this.#host?.stop();
    this.#host = undefined;
  }

  async #killDuring(
    phase: Phase,
    { method }: Plan,
    { path: collection }: ResourceCase,
    run: () => Promise<unknown>,
  ): Promise<void> {
    const matching = {
      before: { path: "/ims/" },
      sent: { method, path: collection },
      answered: { method, path: collection },
      waiting: { method: "POST", path: "/action" },
      returned: undefined,
    }[phase];
    if (matching !== undefined && phase !== "answered") {
      this.emulator.faults.add({ kind: "slow", delayMs: held, ...matching } as FaultInput);
    }
    this.emulator.log.clear();
    const ended = run().then(
      () => true,
      () => false,
    );
    if (matching === undefined) {
      await ended;
    } else {
      // An operation that never waits ends.
      let isOver = false;
      void ended.then(() => {
        isOver = true;
      });
      await expect
        .poll(() => isOver || this.emulator.log.list(matching).length > 0, { interval: 2 })
        .toBe(true);
      await sleep(this.#random() * 20);
    }
    await this.#kill();
    await ended;
    this.emulator.faults.clear();
  }
}
