import { otherUser } from "../core/audit";
import type { Emulator } from "../core/emulator";
import { objectAt } from "../core/json";
import type { Stored } from "../core/store";
import { changeDataSet } from "./dataSets";

const dayMs = 24 * 3_600_000;

/**
 * Runs the retention job of a dataset if it is due, and returns the dataset. The emulator has no rows to delete, so the
 * time of the last job is all that a client sees. Like every change by the service, it moves the version.
 */
export function settleRetention(emulator: Emulator, stored: Stored): Stored {
  const { clock, switches } = emulator;
  const extensions = objectAt(stored.entity, "extensions");
  const lakeHouse = objectAt(extensions, "adobe_lakeHouse");
  const rowExpiration = objectAt(lakeHouse, "rowExpiration");
  const periodMs = switches.rowExpirationJobDays * dayMs;
  if (typeof rowExpiration.ttlValue !== "string" || periodMs === 0) {
    return stored;
  }
  const before = Number(rowExpiration.lastCompleted ?? rowExpiration.updated ?? stored.entity.created);
  const jobs = Math.floor((clock.now() - before) / periodMs);
  if (jobs >= 1) {
    const changed = { ...rowExpiration, lastCompleted: before + jobs * periodMs };
    changeDataSet(
      emulator,
      stored,
      {
        ...stored.entity,
        extensions: { ...extensions, adobe_lakeHouse: { ...lakeHouse, rowExpiration: changed } },
      },
      otherUser,
    );
  }
  return stored;
}
