import type { FlowService } from "../api/flowService";
import type { ResourceUser } from "../lifecycle/definition";
import { type JsonObject, textOf } from "../values/json";

/** The flows that use a thing. */
export async function flowsUsing(service: FlowService, filter: string, id: string): Promise<ResourceUser[]> {
  const flows = await holding(id, service.list("flows", [filter]));
  return flows.map((flow) => ({
    label: labelOf("flow", flow, textOf(flow.state)),
    leaving: flow.state === "delete-finalizing",
  }));
}

/** Other things that use a thing. */
export async function usersIn(
  noun: string,
  things: AsyncIterable<JsonObject>,
  id: string,
): Promise<ResourceUser[]> {
  return (await holding(id, things)).map((thing) => ({ label: labelOf(noun, thing), leaving: false }));
}

// A service that ignores the filter would blame things that have nothing to do with it.
async function holding(id: string, things: AsyncIterable<JsonObject>): Promise<JsonObject[]> {
  const text = JSON.stringify(id).slice(1, -1);
  return (await Array.fromAsync(things)).filter((thing) => JSON.stringify(thing).includes(text));
}

function labelOf(noun: string, thing: JsonObject, ...facts: string[]): string {
  return `${noun} ${JSON.stringify(thing.name ?? "")} (${[textOf(thing.id), ...facts].join(", ")})`;
}
