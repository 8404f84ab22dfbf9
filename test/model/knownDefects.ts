/**
 * What the series can do to the provider and what an open defect of it does not survive yet.
 * - `clockStep`: the machine's clock steps by an hour while a provider process runs.
 * - `recentTwin`: a foreign client with the same credential creates an identical entity within seconds before a create.
 * - `otherEntity`: the response to a read by id carries another entity of the same kind.
 * - `actionAfterForeignChange`: a program changes only the state of a flow after a foreign client edited or deleted it.
 */
export type Hazard = "clockStep" | "recentTwin" | "otherEntity" | "actionAfterForeignChange";

/**
 * Hazards that the generator leaves out until their defect is fixed.
 * Remove an entry together with the fix of its defect; nothing else has to change.
 */
export const switchedOff: ReadonlySet<Hazard> = new Set<Hazard>();
