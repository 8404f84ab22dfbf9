import type { Emulator } from "../core/emulator";
import type { SwitchTable } from "../core/switchTable";
import type { Controls, FaultState, SwitchInfo } from "./protocol";

/** What a person can control, as it is now. */
export function controlsOf({ clock, faults, switches }: Emulator): Controls {
  return {
    now: clock.now(),
    offsetMs: clock.offsetMs,
    faults: faults.list().map(({ id, seen, fault }): FaultState => ({ id, seen, fault: { ...fault } })),
    switches: { ...switches },
  };
}

/** Every switch with its values and its reason. */
export function switchInfos(switchTable: SwitchTable): SwitchInfo[] {
  return Object.entries(switchTable).map(([name, { initial, values, reason }]) => ({
    name,
    initial,
    values,
    reason,
  }));
}
