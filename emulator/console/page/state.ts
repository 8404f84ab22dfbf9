import { computed, signal } from "@preact/signals";
import type { Controls, EntityChange, Overview, RequestRow } from "../protocol";
import { getJson } from "./calls";
import { affectsEntities } from "./controls/affectsEntities";

/** What the page needs before its first view; undefined until it is read. */
export const overview = signal<Overview | undefined>(undefined);

/** Faults, switches and the clock as they are now. */
export const controls = signal<Controls | undefined>(undefined);

/** The state of the event stream. */
export const connection = signal<"connecting" | "live" | "lost">("connecting");

/** Grows whenever lists must be read again: after a reconnection, a reset or an overflow of events. */
export const generation = signal(0);

/** Grows with every change of entities. */
export const entityGeneration = signal(0);

/** What the last event said of entities. */
export const changedEntities = signal<readonly EntityChange[]>([]);

/** The requests of the last event. */
export const arrived = signal<readonly RequestRow[]>([]);

/** The names of AEP's sandboxes. */
export const sandboxNames = computed(() => overview.value?.sandboxes.map(({ name }) => name) ?? []);

/** A message for screen readers and for the eye, such as the result of an action. */
export const notice = signal<{ readonly text: string; readonly isError: boolean } | undefined>(undefined);

/** Shows the result of an action. */
export function say(text: string, isError = false): void {
  notice.value = { text, isError };
}

/** Reads what the page needs, and follows the events. */
export function connect(): void {
  const events = new EventSource("api/events");
  events.onopen = () => {
    connection.value = "live";
    void readOverview();
  };
  events.onerror = () => {
    connection.value = "lost";
  };
  events.addEventListener("requests", ({ data }) => {
    arrived.value = JSON.parse(data) as RequestRow[];
  });
  events.addEventListener("entities", ({ data }) => {
    changedEntities.value = JSON.parse(data) as EntityChange[];
    entityGeneration.value += 1;
  });
  events.addEventListener("controls", ({ data }) => {
    const changed = JSON.parse(data) as Controls;
    const isAffected = affectsEntities(controls.value, changed);
    controls.value = changed;
    // Without this condition, the first event after the connection would read the first view twice.
    if (isAffected) {
      entityGeneration.value += 1;
    }
  });
  events.addEventListener("reload", () => {
    generation.value += 1;
    entityGeneration.value += 1;
  });
}

async function readOverview(): Promise<void> {
  const read = await getJson<Overview>("overview");
  controls.value = read.controls;
  overview.value = read;
  generation.value += 1;
  entityGeneration.value += 1;
}
