import { dynamicProvider } from "../../../provider/host/dynamicProvider";
import type { DynamicProvider } from "../../../provider/host/hostInterface";
import { type Clock, systemClock } from "../../../provider/http/clock";
import { settleTime } from "../../../provider/lifecycle/creation/adoption";
import { definitions } from "../../../provider/resources";
import { Session } from "../../../provider/session/session";
import type { JsonObject } from "../../../provider/values/json";
import { azureTokenFrom } from "../azure/azureSide";
import { keepEvidence } from "../evidence";
import { failureWithProperty } from "./checkFailure";
import type { ResourceHost } from "./managedResource";
import { type Kind, PartialCreateError, type Properties } from "./providerHost";
import { configFor, secretEnvironment, withoutAuthoring } from "./testBed";

/** The real time, in which every pause ends at once; it records the pauses. */
export class ImpatientClock implements Clock {
  readonly pauses: number[] = [];
  /** Called during the next pause. */
  meanwhile: (() => Promise<unknown>) | undefined;
  #ahead = 0;

  /**
   * @param passes - receives every pause, so that time can pass elsewhere too.
   * @param time - the time without the pauses.
   */
  constructor(
    private readonly passes: (milliseconds: number) => void = () => {},
    private readonly time: () => number = systemClock.now,
  ) {}

  now(): number {
    return this.time() + this.#ahead;
  }

  wall(): number {
    return Date.now() + this.#ahead;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.#ahead += milliseconds;
    this.passes(milliseconds);
    // Before each create; not a pause that waits for something.
    if (milliseconds <= settleTime) {
      return;
    }
    this.pauses.push(milliseconds);
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
  }

  limit(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return systemClock.limit(milliseconds, signal);
  }
}

/** How an {@link InProcessHost} is configured. */
export interface InProcessOptions {
  readonly config?: Record<string, string>;
  /** Milliseconds. */
  readonly responseTimeout?: number;
  /** Receives every pause, so that time can pass for the emulator as well. */
  readonly passes?: (milliseconds: number) => void;
  /** Whether only pauses take time, so that the number of pauses does not depend on the machine. */
  readonly onlyPauses?: boolean;
  /** Default: a new one. */
  readonly clock?: ImpatientClock;
}

/** The lifecycle in this process, for tests that would take too long in real time: retries, waits, timeouts. */
export class InProcessHost implements ResourceHost {
  readonly clock: ImpatientClock;
  readonly session: Session;

  constructor(url: string, options: InProcessOptions = {}) {
    const start = systemClock.now();
    const now = options.onlyPauses === true ? () => start : systemClock.now;
    this.clock = options.clock ?? new ImpatientClock(options.passes, now);
    const config: Record<string, string> = { ...configFor(url), ...withoutAuthoring, ...options.config };
    this.session = new Session((key) => config[key], {
      clock: this.clock,
      environment: secretEnvironment,
      azureToken: () => azureTokenFrom(url),
      ...(options.responseTimeout === undefined ? {} : { responseTimeout: options.responseTimeout }),
    });
  }

  async check(kind: Kind, olds: Properties, news: Properties) {
    const { inputs, failures } = await this.#of(kind).check(json(olds), json(news));
    keepEvidence("check-failures", JSON.stringify(failures ?? []));
    return { inputs: { ...inputs }, failures: (failures ?? []).map(failureWithProperty) };
  }

  async diff(kind: Kind, id: string, olds: Properties, news: Properties) {
    const found = await this.#of(kind).diff(id, json(olds), json(news));
    return {
      changes: found.changes ?? false,
      replaces: found.replaces ?? [],
      deleteBeforeReplace: found.deleteBeforeReplace ?? false,
    };
  }

  async create(kind: Kind, inputs: Properties) {
    const { id, outs } = await withPartialResult(this.#of(kind).create(json(inputs)));
    return { id, outputs: { ...outs } };
  }

  async read(kind: Kind, id: string, recorded: Properties = {}) {
    return (await this.refresh(kind, id, recorded))?.outputs;
  }

  async refresh(kind: Kind, id: string, recorded: Properties) {
    const { props, inputs } = await this.#of(kind).read(id, json(recorded));
    return props === undefined ? undefined : { outputs: { ...props }, inputs: inputs && { ...inputs } };
  }

  async update(kind: Kind, id: string, olds: Properties, news: Properties) {
    const { outs } = await withPartialResult(this.#of(kind).update(id, json(olds), json(news)));
    return { ...outs };
  }

  delete(kind: Kind, id: string, recorded: Properties): Promise<void> {
    return this.#of(kind).delete(id, json(recorded));
  }

  close(): Promise<void> {
    return this.session.close();
  }

  #of(kind: Kind): DynamicProvider {
    const load = Object.entries(definitions).find(([name]) => name === kind)?.[1];
    if (load === undefined) {
      throw new Error(`There is no definition of ${kind}.`);
    }
    return watched(dynamicProvider(load, () => this.session));
  }
}

// Keeps errors for the scan, as a host would print them, whatever a test does with them.
function watched(calls: DynamicProvider): DynamicProvider {
  return new Proxy(calls, {
    get(target, name: keyof DynamicProvider) {
      const call = target[name] as ((...given: unknown[]) => Promise<unknown>) | undefined;
      return async (...given: unknown[]) => {
        try {
          return await call?.(...given);
        } catch (error) {
          keepEvidence(
            "lifecycle-error",
            error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
          );
          throw error;
        }
      };
    },
  });
}

// The engine runs in another process; here, a copy prevents that tests share objects with the lifecycle.
function json(values: Properties): JsonObject {
  return JSON.parse(JSON.stringify(values));
}

async function withPartialResult<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const { id, properties, message } = error as Error & { id?: string; properties?: Properties };
    if (id === undefined) {
      throw error;
    }
    const { __provider, ...own } = properties ?? {};
    throw new PartialCreateError(message, id, own);
  }
}
