import type { FlowService } from "../api/flowService";
import type { ResourceUser } from "../lifecycle/resourceApi";
import { quotedText, wordOrQuoted } from "../messages/foreignText";
import { type JsonObject, textOf } from "../values/json";

/** The flows that use an entity. */
export async function flowsUsing(service: FlowService, filter: string, id: string): Promise<ResourceUser[]> {
  const flows = await holding(id, service.list("flows", [filter]));
  return flows.map((flow) => ({
    id: textOf(flow.id),
    label: labelOf("flow", flow, textOf(flow.state)),
    leaving: flow.state === "delete-finalizing",
  }));
}

/** Other entities that use an entity. */
export async function usersIn(
  noun: string,
  entities: AsyncIterable<JsonObject>,
  id: string,
): Promise<ResourceUser[]> {
  return (await holding(id, entities)).map((entity) => ({
    id: textOf(entity.id),
    label: labelOf(noun, entity),
    leaving: false,
  }));
}

// A service that ignores the filter returns entities that do not use this one.
async function holding(id: string, entities: AsyncIterable<JsonObject>): Promise<JsonObject[]> {
  const text = JSON.stringify(id).slice(1, -1);
  return (await Array.fromAsync(entities)).filter((entity) => JSON.stringify(entity).includes(text));
}

function labelOf(noun: string, entity: JsonObject, ...facts: string[]): string {
  return `${noun} ${quotedText(textOf(entity.name ?? ""))} (${[textOf(entity.id), ...facts].map(wordOrQuoted).join(", ")})`;
}
