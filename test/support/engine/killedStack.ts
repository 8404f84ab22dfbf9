import { readdir, truncate } from "node:fs/promises";
import path from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { expect } from "vitest";
import type { Switches } from "../../../emulator/core/switches";
import type { RunningEmulator } from "../../../emulator/index";
import { startEmulator } from "../emulator/emulator";
import { PlainClient } from "../emulator/plainClient";
import { entitiesOf, resourceCases } from "../resourceCases";
import { type EngineProject, engineProject } from "./engineProject";
import { type KilledProcesses, type KillTime, ProjectShell } from "./projectShell";

const secret = "AccountName=acmestorage;AccountKey=a-key-for-tests";

/** Delay of each request of a run that is killed, in milliseconds. */
const answerDelayMs = 250;

/** A stack whose runs are killed. */
export class KilledStack {
  private constructor(
    readonly emulator: RunningEmulator,
    readonly plain: PlainClient,
    readonly shell: ProjectShell,
    readonly stack: Stack,
    readonly project: EngineProject,
    /** Ids of the entities that every sandbox has from the start. */
    private readonly readyMade: readonly string[],
  ) {}

  /** Creates a stack of the whole pipeline. */
  static async ofWholePipeline(installedPackage: string): Promise<KilledStack> {
    const killed = await KilledStack.of("whole-pipeline", installedPackage, {
      dataSetExistence: "refuse",
      mappingExistence: "refuse",
    });
    await killed.stack.setAllConfig({
      subscriptionId: { value: "00000000-0000-0000-0000-000000000001" },
      resourceGroupName: { value: "acme-sources" },
      storageAccountName: { value: "acmestorage" },
      protectData: { value: "false" },
      connectionString: { value: secret, secret: true },
    });
    return killed;
  }

  /** Creates a stack of a program. */
  static async of(
    program: string,
    installedPackage: string,
    switches: Partial<Switches> = {},
  ): Promise<KilledStack> {
    const emulator = await startEmulator({
      switches: { mappingSetDelete: 204, ...switches },
    });
    const project = await engineProject(program, installedPackage);
    const stack = await project.stack(emulator.url);
    const plain = new PlainClient(emulator.url);
    const readyMade = await idsOnService(plain);
    return new KilledStack(emulator, plain, new ProjectShell(stack), stack, project, readyMade);
  }

  /** Kills a run whose requests take a while, so that kills interrupt some; returns whether it was still running. */
  async kill(
    command: "up" | "destroy",
    time: KillTime,
    processes: KilledProcesses = "engine",
    signal: "SIGKILL" | "SIGTERM" | "SIGINT" = "SIGKILL",
  ): Promise<boolean> {
    this.emulator.switches.answerDelayMs = answerDelayMs;
    const wasRunning = await this.shell.kill(command, this.emulator, time, processes, signal);
    // The next run learns the service's time as precisely as its fastest request: an entity was certainly created by the
    // killed run only if its creation took longer than that, which a slow machine decides by luck if all take the same time.
    this.emulator.switches.answerDelayMs = 0;
    return wasRunning;
  }

  /** Empties the file of attributes beside the state, as a kill just before the state is replaced does. */
  async cutAttributes(): Promise<void> {
    const files = await readdir(this.project.folder, { recursive: true });
    const attributes = files.filter((file) => file.endsWith("/test.json.attrs"));
    expect(attributes).toHaveLength(1);
    for (const file of attributes) {
      await truncate(path.join(this.project.folder, file));
    }
  }

  /**
   * Runs `up` and expects each entity once, in the state and on the service, and nothing left to change.
   *
   * @param up - runs it in another way
   */
  async expectUp(count = 8, up: () => Promise<unknown> = () => this.stack.up()): Promise<void> {
    await up();
    const recorded = await this.#recordedIds();
    const there = await this.#idsOnService();
    expect(there.length, "each entity once").toBe(count);
    expect(there.toSorted()).toEqual(recorded.toSorted());
    await this.stack.preview({ expectNoChanges: true });
    expect(await this.project.storedState()).not.toContain("a-key-for-tests");
  }

  /** Runs `destroy` and expects nothing to be left. */
  async expectDestroyed(): Promise<void> {
    await this.stack.destroy();
    expect(await this.#idsOnService()).toEqual([]);
    expect(await this.#recordedIds()).toEqual([]);
  }

  async close(): Promise<void> {
    await this.project.remove();
    await this.emulator.close();
  }

  async #recordedIds(): Promise<string[]> {
    const { deployment } = await this.stack.exportStack();
    const resources: { type: string; id?: string }[] = deployment.resources ?? [];
    return resources.filter(({ type }) => type.includes("aep:")).map(({ id }) => String(id));
  }

  async #idsOnService(): Promise<string[]> {
    const ids = await idsOnService(this.plain);
    return ids.filter((id) => !this.readyMade.includes(id));
  }
}

async function idsOnService(plain: PlainClient): Promise<string[]> {
  const lists = await Promise.all(resourceCases.map((resource) => entitiesOf(resource, plain)));
  // Variants of a kind have the same list.
  return [...new Set(lists.flat().map((entity) => String(entity.id ?? entity.$id)))];
}
