import { afterAll, beforeAll, beforeEach, expect, onTestFinished } from "vitest";
import type { EmulatorOptions, RunningEmulator } from "../../emulator/index";
import { classNameOf, type Kind, tokenOf } from "../../provider/kinds";
import { check } from "../../provider/lifecycle/check";
import { diff } from "../../provider/lifecycle/diff";
import { shownOnly } from "../../provider/lifecycle/inputs/writeOnly";
import { definitions } from "../../provider/resources";
import type { JsonObject } from "../../provider/values/json";
import { startEmulator } from "./emulator/emulator";
import { PlainClient } from "./emulator/plainClient";
import { InProcessHost } from "./host/inProcessHost";
import { createdBy } from "./programText";
import { resourceCase } from "./resourceCases";
import { type CommandStack, runInStack } from "./stackCommand";

export { stackResource } from "./stackCommand";

/** An emulator that has the entities to import, and a client of it. */
export interface ImportBed {
  readonly emulator: RunningEmulator;
  readonly plain: PlainClient;
}

/**
 * An emulator for all tests of a file, which is reset before each test.
 *
 * @returns an object that is filled before the first test, so its members are read inside of hooks and tests only.
 */
export function importBed(options: EmulatorOptions = {}): ImportBed {
  const bed: { -readonly [Member in keyof ImportBed]?: ImportBed[Member] } = {};
  beforeAll(async () => {
    const switches = { interactiveAuthoringRequired: false, approvalDelayMs: "never" } as const;
    bed.emulator = await startEmulator({ ...options, switches });
    bed.plain = new PlainClient(bed.emulator.url);
  });
  afterAll(() => bed.emulator?.close());
  beforeEach(() => bed.emulator?.reset());
  return bed as ImportBed;
}

/** Runs `pulumi-aep import` with the services at this origin. */
export function runImport(url: string, args: readonly string[], stack?: CommandStack) {
  return runInStack(url, ["import", ...args], stack);
}

/** Creates an entity with what it requires, as a program would. */
export async function planted(url: string, kind: Kind): Promise<string> {
  const host = new InProcessHost(url);
  onTestFinished(() => host.close());
  const { inputs, failures } = await host.check(
    kind,
    {},
    await resourceCase(kind).prepare(new PlainClient(url)),
  );
  expect(failures).toEqual([]);
  return (await host.create(kind, inputs)).id;
}

/** Expects that the program text changes nothing in the imported state, except for secrets. */
export async function expectUnchanged(url: string, kind: Kind, name: string, text: string, file: string) {
  const { resources } = JSON.parse(file) as {
    resources: { type: string; name: string; id: string; inputs: JsonObject; outputs: JsonObject }[];
  };
  const [entry] = resources;
  expect(resources).toHaveLength(1);
  expect(entry).toMatchObject({ type: tokenOf(kind), name });
  const [created, ...others] = createdBy(text);
  expect(others).toEqual([]);
  expect(created).toMatchObject({ className: classNameOf(kind), name });
  const host = new InProcessHost(url);
  onTestFinished(() => host.close());
  const definition = await definitions[kind]();
  const context = { definition, session: host.session };
  const { id = "", inputs = {}, outputs = {} } = entry ?? {};
  const args = JSON.parse(JSON.stringify(created?.args)) as JsonObject;
  const checked = check(context, inputs, args);
  expect(checked.failures).toEqual([]);
  const comparable = shownOnly(definition, checked.inputs);
  expect(await diff(context, id, shownOnly(definition, outputs), comparable)).toMatchObject({
    changes: false,
    replaces: [],
  });
  // The engine checks the inputs of the file against themselves, and calls every failure a bug of the provider.
  const { __provider, ...recorded } = inputs;
  expect(check(context, inputs, recorded).failures).toEqual([]);
  const hasSecrets = JSON.stringify(comparable) !== JSON.stringify(checked.inputs);
  expect((await diff(context, id, outputs, checked.inputs)).changes).toBe(hasSecrets);
  return created;
}
