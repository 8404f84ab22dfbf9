import type { Program } from "./beliefs";
import { type Attempt, type Disturbance, misleadingFaults, type WorldEvent } from "./plan";
import { targetMatches } from "./target";
import type { WireRequest } from "./wire";
import type { World } from "./world";

/** Runs operations side by side while an attempt's disturbances wait for their requests. */
export async function disturbed<Result>(
  world: World,
  attempt: Attempt,
  program: Program | undefined,
  calls: readonly (() => Promise<Result>)[],
): Promise<PromiseSettledResult<Result>[]> {
  const waiting = [...attempt.disturbances];
  let requests = 0;
  const hits = new Map<WireRequest, Disturbance>();
  const happen = (event: WorldEvent | undefined) => happens(world, event, program);
  world.service.wire.observer = {
    arriving: async (request) => {
      requests++;
      world.travel();
      const index = waiting.findIndex(({ target }) =>
        targetMatches(target, request, world.resource, requests),
      );
      const [hit] = index < 0 ? [] : waiting.splice(index, 1);
      world.trace.push(`  ${request.method} ${request.path}${hit === undefined ? "" : ` ${shown(hit)}`}`);
      if (hit !== undefined) {
        hits.set(request, hit);
        await happen(hit.arriving);
        // What makes a service look emptier is a matter of reads.
        if (hit.fault !== undefined && !(misleadingFaults.includes(hit.fault) && request.method !== "GET")) {
          world.service.emulator.faults.add({ ...hit.fault.fault, times: 1 });
        }
      }
      return undefined;
    },
    served: async (request) => {
      await happen(hits.get(request)?.served);
      world.travel();
    },
  };
  const { stepDuringPause } = attempt;
  const pauses = world.machine.pauses.length;
  world.machine.onPause = async (pause) => {
    if (stepDuringPause !== undefined && pause - pauses === stepDuringPause.pause) {
      await happen({ does: "stepClock", by: stepDuringPause.by });
    }
  };
  const results = await Promise.allSettled(calls.map((call) => call()));
  world.machine.onPause = undefined;
  world.service.wire.observer = undefined;
  world.service.emulator.faults.clear();
  const { failure } = world.service.wire;
  if (failure !== undefined) {
    world.service.wire.failure = undefined;
    throw failure;
  }
  return results;
}

async function happens(
  world: World,
  event: WorldEvent | undefined,
  program: Program | undefined,
): Promise<void> {
  if (event?.does === "stepClock") {
    world.machine.step(event.by);
    world.trace.push(`  clock stepped by ${event.by} ms`);
  } else if (event?.does === "createTwin" && program !== undefined && world.hasRoom) {
    await world.createTwin(program);
  } else if (event?.does === "edit") {
    for (const slot of world.slots) {
      await world.edit(slot, "ours");
    }
  }
}

function shown({ fault, arriving, served }: Disturbance): string {
  const events = [arriving && `arriving: ${arriving.does}`, fault?.what, served && `served: ${served.does}`];
  return `[${events.filter((event) => event !== undefined).join("; ")}]`;
}
