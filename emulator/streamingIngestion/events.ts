import { setLastBatch } from "../catalog/batches";
import { dataSetsName } from "../catalog/dataSets";
import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt } from "../core/json";
import type { Stored } from "../core/store";
import { redactJson } from "../http/redaction";

/** The name of the collection. */
export const inletEventsName = "inletEvents";

/** What became of a message that an inlet accepted. */
export type EventStatus = "ingested" | "failed" | "dropped";

/** A message that an inlet accepted. */
export interface AcceptedMessage {
  /** The id by which the service traces it. */
  xactionId: string;
  flowId: string | undefined;
  dataSetId: string | undefined;
  status: EventStatus;
  content: JsonObject;
  /** Why it failed the validation of its schema. */
  violations: readonly JsonObject[];
}

// A test that streams for long must not fill the memory; the counts include every message.
const mostEvents = 1000;

/** Counts a message, and keeps it for admin calls. */
export function addEvent(emulator: Emulator, inlet: Stored, message: AcceptedMessage): void {
  const { store, clock, switches } = emulator;
  const { xactionId, flowId, dataSetId, status, content, violations } = message;
  const { entity } = inlet;
  const dataSets = objectAt(entity, "dataSets");
  const counted =
    status === "ingested" && dataSetId !== undefined
      ? { ...dataSets, [dataSetId]: Number(dataSets[dataSetId] ?? 0) + 1 }
      : dataSets;
  store.change(inlet, {
    ...entity,
    received: Number(entity.received) + 1,
    [status]: Number(entity[status]) + 1,
    dataSets: counted,
  });
  const dataSet = store.get(dataSetsName, inlet.sandbox, dataSetId ?? "");
  if (dataSet !== undefined && status !== "dropped" && switches.streamedBatches === "shown") {
    setLastBatch(emulator, dataSet, status === "ingested" ? "success" : "failed");
  }
  if (store.count(inletEventsName, inlet.id) >= mostEvents) {
    const [oldest] = store.list(inletEventsName, inlet.id);
    if (oldest !== undefined) {
      store.remove(oldest);
    }
  }
  store.add(inletEventsName, inlet.id, xactionId, {
    id: xactionId,
    createdAt: clock.now(),
    inletId: inlet.id,
    ...(flowId === undefined ? {} : { flowId }),
    ...(dataSetId === undefined ? {} : { dataSetId }),
    status,
    ...(violations.length === 0 ? {} : { violations: [...violations] }),
    content: redactJson(content),
  });
}
