import { afterAll, beforeAll, beforeEach } from "vitest";
import type { EmulatorOptions, RunningEmulator } from "../../../emulator/index";
import { startEmulator } from "../emulator/emulator";
import { PlainClient } from "../emulator/plainClient";
import { InProcessHost, type InProcessOptions } from "./inProcessHost";
import { startTestBed, type TestBed } from "./testBed";

/**
 * A test bed for all tests of a file, whose emulator is reset before each test.
 *
 * @returns an object that is filled before the first test, so its members are read inside of hooks and tests only.
 */
export function sharedTestBed(options: EmulatorOptions = {}): TestBed {
  const shared: Partial<TestBed> = {};
  beforeAll(async () => {
    Object.assign(shared, await startTestBed(options));
  });
  afterAll(() => shared.close?.());
  beforeEach(() => shared.emulator?.reset());
  return shared as TestBed;
}

/** An emulator, a client of it, and a lifecycle in this process that uses it. */
export interface InProcessBed {
  readonly emulator: RunningEmulator;
  readonly plain: PlainClient;
  /** A new one for each test. */
  readonly host: InProcessHost;
  /** Starts another host, as the next run of Pulumi does; it is closed after the test. */
  anotherHost(options?: InProcessOptions): InProcessHost;
}

/** How an {@link InProcessBed} starts its parts. */
export interface InProcessBedOptions {
  readonly emulator?: EmulatorOptions;
  readonly host?: InProcessOptions;
  /** Whether the emulator's time passes with the pauses of the hosts. */
  readonly sharedTime?: boolean;
}

/**
 * The same as {@link sharedTestBed} for tests that need the lifecycle in this process.
 *
 * @returns an object that is filled before the first test, so its members are read inside of hooks and tests only.
 */
export function sharedInProcessBed(options: InProcessBedOptions = {}): InProcessBed {
  const shared: { -readonly [Member in keyof InProcessBed]?: InProcessBed[Member] } = {};
  const hosts: InProcessHost[] = [];
  beforeAll(async () => {
    const emulator = await startEmulator(options.emulator);
    const passes = (milliseconds: number) => emulator.clock.advance(milliseconds);
    shared.emulator = emulator;
    shared.plain = new PlainClient(emulator.url);
    shared.anotherHost = (more = {}) => {
      const time = options.sharedTime === true ? { passes } : {};
      const host = new InProcessHost(emulator.url, { ...time, ...options.host, ...more });
      hosts.push(host);
      return host;
    };
  });
  afterAll(() => shared.emulator?.close());
  beforeEach(() => {
    shared.emulator?.reset();
    shared.host = shared.anotherHost?.();
    return async () => {
      await Promise.all(hosts.splice(0).map((host) => host.close()));
    };
  });
  return shared as InProcessBed;
}
