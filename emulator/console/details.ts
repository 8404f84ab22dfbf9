import type { Cause } from "../core/cause";
import type { Emulator } from "../core/emulator";
import type { Entities } from "../core/entities";
import type { Version } from "../core/history";
import type { Json } from "../core/json";
import type { LoggedRequest } from "../core/requestLog";
import type { Stored } from "../core/store";
import type { EntityDetails, EntityVersion } from "./protocol";
import { rowOf } from "./rows";
import { etagOf, type Summaries } from "./summary";

/** What the details of an entity are made of. */
export interface DetailSources {
  readonly emulator: Emulator;
  readonly entities: Entities;
  readonly summaries: Summaries;
  /** A copy of a JSON value without secrets. */
  redact(value: Json): Json;
}

const mostRequests = 50;

/** Everything about an entity, also about a deleted one whose versions are known. */
export function detailsOf(sources: DetailSources, collection: string, id: string): EntityDetails | undefined {
  const { emulator, entities, summaries, redact } = sources;
  const stored = entities.find(collection, id);
  const history = emulator.history.of(collection, stored?.id ?? id);
  const last = history.at(-1);
  if (stored === undefined && last === undefined) {
    return undefined;
  }
  const entity = stored === undefined ? (last?.entity ?? {}) : entities.settle(stored).entity;
  const shown: Stored = stored ?? { collection, id, sandbox: "", sequence: 0, entity, hidden: {} };
  const referrers = stored === undefined ? [] : referrersOf(entities, stored);
  return {
    summary: summaries.of(shown),
    isDeleted: stored === undefined,
    entity: redact(entity),
    etag: etagOf(entity),
    referrers: referrers.map((other) => summaries.of(other)),
    referred: stored === undefined ? [] : entities.referred(stored).map((other) => summaries.of(other)),
    history: emulator.history.of(collection, shown.id).map((version) => versionOf(version, redact)),
    requests: requestsOf(emulator, shown, history).map(rowOf),
  };
}

function referrersOf(entities: Entities, stored: Stored): Stored[] {
  return entities
    .names()
    .flatMap((name) => entities.list(name))
    .filter((other) => entities.referred(other).includes(stored));
}

function versionOf({ kind, time, cause, entity }: Version, redact: (value: Json) => Json): EntityVersion {
  return { kind, time, by: byOf(cause), etag: etagOf(entity), entity: redact(entity) };
}

function byOf(cause: Cause): EntityVersion["by"] {
  return cause.by === "client" ? cause.request : cause.by;
}

/** The last requests that name an entity in their path or have changed it, newest first. */
function requestsOf({ log }: Emulator, { id, entity }: Stored, history: readonly Version[]): LoggedRequest[] {
  const made = new Set(history.flatMap(({ cause }) => (cause.by === "client" ? [cause.request] : [])));
  // Schemas have two ids, and on Azure the id is the whole path.
  const ids = [id, entity.id, entity.$id].filter((one) => typeof one === "string" && one !== "");
  const forms = ids.flatMap((one) =>
    [String(one), encodeURIComponent(String(one))].map((form) => form.toLowerCase()),
  );
  const found: LoggedRequest[] = [];
  for (const request of log.list().reverse()) {
    const path = request.path.toLowerCase();
    if (made.has(request.number) || forms.some((form) => path.includes(form))) {
      found.push(request);
    }
    if (found.length === mostRequests) {
      break;
    }
  }
  return found;
}
