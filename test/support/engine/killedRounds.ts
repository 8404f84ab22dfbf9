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

/** How an operation is reached in a stack of `pipeline.ts`, its request, and the request that it ends with. */
interface Scene {
  readonly request: Matching;
  readonly last: Matching;
  readonly changes: (round: number) => object;
  readonly command?: "destroy";
}

interface Matching {
  readonly method: string;
  readonly path: string;
}

const deletion: Matching = { method: "DELETE", path: `${flowService}/` };
/** A flow reaches its end state by a request that follows its creation or its update. */
const action: Matching = { method: "POST", path: `${flowService}/flows/` };
const flowOf = (round: number) => ({ flow: { name: `ACME orders ${round}`, state: "enabled" } });
const replaced = (round: number) => ({ source: source(round), flow: { state: "disabled" } });

// In this order each one finds what it requires: a create follows a deletion.
const scenes = {
  create: {
    changes: () => ({ flow: { state: "disabled" } }),
    request: { method: "POST", path: `${flowService}/connections` },
    last: action,
  },
  update: { changes: flowOf, request: { method: "PATCH", path: `${flowService}/flows` }, last: action },
  replaceCreateFirst: {
    changes: replaced,
    request: { method: "POST", path: `${flowService}/sourceConnections` },
    last: action,
  },
  replaceDeleteFirst: {
    changes: replaced,
    request: { method: "POST", path: `${flowService}/flows` },
    last: action,
  },
  delete: { command: "destroy", changes: () => ({}), request: deletion, last: deletion },
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
  const { request, last, changes, command }: Scene = scenes[operation];
  await setChanges(killed.stack, changes(round));
  const random = randomFrom(seed + round);
  const soon = { requests: 1, milliseconds: random() * 100 };
  const times: Record<KilledPhase, KillTime> = {
    before: { path: "/ims/", ...soon, held: true },
    sent: { ...request, ...soon, held: true },
    // The emulator delays each response by 250 ms.
    answered: { ...request, requests: 1, milliseconds: 240 + random() * 60 },
    waiting: { ...last, ...soon, ...(last === deletion ? { refused: true } : { held: true }) },
    returned: { ...request, requests: 1, milliseconds: 500 + random() * 400 },
  };
  const wasRunning = await killed.kill(command ?? "up", times[phase], processes, signal);
  const changing = killed.emulator.log
    .list({ path: "/data/" })
    .filter(({ method }) => method !== "GET")
    .map(({ method, path }) => `${method} ${path}`);
  // The two others depend on the speed of the machine.
  if (phase === "before") {
    expect(wasRunning, "killed before the first change").toBe(true);
    expect(changing).toEqual([]);
  } else if (phase === "sent" || phase === "waiting") {
    const { method, path } = phase === "sent" ? request : last;
    expect(wasRunning, "killed during a request").toBe(true);
    expect(changing.filter((line) => line.startsWith(`${method} ${path}`))).toHaveLength(1);
  }
  const { code, output } = await recover(killed.shell);
  expect(code, output).toBe(0);
  await (command === "destroy" ? killed.expectDestroyed() : killed.expectUp(5));
}
