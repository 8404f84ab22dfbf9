import { expect } from "vitest";
import { randomFrom } from "../random";
import type { KilledStack } from "./killedStack";
import type { KilledProcesses, KillTime } from "./projectShell";
import { recover } from "./recover";
import { setChanges } from "./sharedStack";

const flowService = "/data/foundation/flowservice";
const source = (round: number) => ({
  params: { path: `/orders/${round}.csv`, type: "folder", recursive: true },
});

/** How an operation is reached in a stack of `pipeline.ts`, and its request. */
interface Scene {
  readonly request: { readonly method: string; readonly path: string };
  readonly changes?: (round: number) => object;
  readonly command?: "destroy";
  readonly fromNothing?: true;
}

const scenes = {
  create: { fromNothing: true, request: { method: "POST", path: `${flowService}/connections` } },
  update: {
    changes: (round: number) => ({
      flow: { name: `ACME orders ${round}`, state: round % 2 === 0 ? "enabled" : "disabled" },
    }),
    request: { method: "PATCH", path: `${flowService}/flows` },
  },
  replaceCreateFirst: {
    changes: (round: number) => ({ source: source(round) }),
    request: { method: "POST", path: `${flowService}/sourceConnections` },
  },
  replaceDeleteFirst: {
    changes: (round: number) => ({ source: source(round) }),
    request: { method: "POST", path: `${flowService}/flows` },
  },
  delete: { command: "destroy", request: { method: "DELETE", path: `${flowService}/` } },
} as const satisfies Record<string, Scene>;

export type KilledOperation = keyof typeof scenes;
export type KilledPhase = "before" | "sent" | "answered" | "waiting" | "returned";

/** One kill of the provider's process or a signal to all processes. */
export interface Round {
  readonly round: number;
  readonly operation: KilledOperation;
  readonly phase: KilledPhase;
  readonly processes: KilledProcesses;
  readonly signal: "SIGKILL" | "SIGTERM" | "SIGINT";
}

const operations = Object.keys(scenes) as KilledOperation[];
const phases: readonly KilledPhase[] = ["sent", "answered", "before", "returned", "waiting"];
const manners = [
  { processes: "provider", signal: "SIGKILL" },
  { processes: "everything", signal: "SIGTERM" },
  { processes: "provider", signal: "SIGKILL" },
  { processes: "everything", signal: "SIGINT" },
] as const;

/** Rounds in which every operation and every phase takes place, in an order that suits one stack. */
export function killedRounds(count: number): Round[] {
  return Array.from({ length: count }, (_, index) => {
    const cycle = Math.floor(index / operations.length);
    return {
      round: index + 1,
      operation: operations[index % operations.length] ?? "create",
      phase: phases[(index + cycle) % phases.length] ?? "sent",
      ...(manners[(index + cycle) % manners.length] ?? manners[0]),
    };
  });
}

/** Kills one run; the next one has to leave each entity once, in the state and on the service. */
export async function expectContinued(killed: KilledStack, seed: number, given: Round): Promise<void> {
  const { round, operation, phase, processes, signal } = given;
  const scene: Scene = scenes[operation];
  if (scene.changes !== undefined) {
    await setChanges(killed.stack, scene.changes(round));
  }
  const random = randomFrom(seed + round);
  const times: Record<KilledPhase, KillTime> = {
    before: { path: "/ims/", requests: 1, milliseconds: random() * 100, held: true },
    sent: { ...scene.request, requests: 1, milliseconds: random() * 100, held: true },
    // The emulator delays each response by 250 ms.
    answered: { ...scene.request, requests: 1, milliseconds: 240 + random() * 60 },
    waiting: { ...scene.request, requests: 1, milliseconds: 300 + random() * 200 },
    returned: { ...scene.request, requests: 1, milliseconds: 500 + random() * 400 },
  };
  const command = scene.command ?? "up";
  await killed.kill(command, times[phase], processes, signal);
  const { code, output } = await recover(killed.shell);
  expect(code, output).toBe(0);
  await (command === "destroy" ? killed.expectDestroyed() : killed.expectUp(5));
}
