import type { Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, beforeEach, expect, inject } from "vitest";
import type { EmulatorOptions, RunningEmulator } from "../../../emulator/index";
import { startEmulator } from "../emulator/emulator";
import { PlainClient } from "../emulator/plainClient";
import { type EngineProject, engineProject } from "./engineProject";

/** An emulator, a client of it, and a user's project with the installed package. */
export interface ProjectBed {
  readonly emulator: RunningEmulator;
  readonly plain: PlainClient;
  readonly project: EngineProject;
}

/** The same with a stack of the project. */
export interface StackBed extends ProjectBed {
  readonly stack: Stack;
}

/** What the stack of a {@link StackBed} starts from. */
export interface StackBedOptions {
  readonly emulator?: EmulatorOptions;
  readonly config?: Record<string, string>;
  /** For the engine. */
  readonly environment?: Record<string, string>;
}

/**
 * A project of one of the programs in `test/engine/programs`, or of an example, for all tests of a file.
 * The emulator's log of requests is cleared before each test.
 *
 * @returns an object that is filled before the first test, so its members are read inside of hooks and tests only.
 */
export function sharedProject(program: string, options: EmulatorOptions = {}): ProjectBed {
  const shared: { -readonly [Member in keyof ProjectBed]?: ProjectBed[Member] } = {};
  beforeAll(async () => {
    shared.emulator = await startEmulator(options);
    shared.plain = new PlainClient(shared.emulator.url);
    shared.project = await engineProject(program, inject("installedPackage"));
  });
  afterAll(async () => {
    await shared.project?.remove();
    await shared.emulator?.close();
  });
  beforeEach(() => shared.emulator?.log.clear());
  return shared as ProjectBed;
}

/** The same as {@link sharedProject} with one stack, which lives through all tests of a file. */
export function sharedStack(program: string, options: StackBedOptions = {}): StackBed {
  const shared: ProjectBed & { stack?: Stack } = sharedProject(program, options.emulator);
  beforeAll(async () => {
    shared.stack = await shared.project.stack(shared.emulator.url, options.config, options.environment);
  });
  return shared as StackBed;
}

/** Sets how the resources of the program `pipeline.ts` differ from what it says. */
export function setChanges(stack: Stack, changes: object): Promise<void> {
  return stack.setConfig("changes", { value: JSON.stringify(changes) });
}

/** Expects that nothing is left to change or to refresh. */
export async function expectNothingLeft(stack: Stack): Promise<void> {
  await stack.preview({ expectNoChanges: true });
  await stack.refresh({ expectNoChanges: true });
  await stack.up({ expectNoChanges: true });
}

/** The message of a run that fails; a stack trace in it is a bug. */
export async function failureOf(run: Promise<unknown>): Promise<string> {
  const message = await run.then(
    () => expect.unreachable("the run should fail"),
    (error: Error) => error.message,
  );
  expect(message).not.toMatch(/^\s+at .*\.js:\d+/m);
  return message;
}
