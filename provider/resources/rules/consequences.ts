import { isEmpty } from "../../values/compare";
import { type JsonObject, textOf, valueAt } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { isUnusableConnection } from "./connectionState";

const newInlet = "the new inlet has another inletUrl, and AEP no longer accepts events at the old one.";

/** Consequence of replacing a base connection; `undefined` for one without an inlet. */
export function connectionConsequence({ inletUrl, state }: JsonObject): string | undefined {
  return isEmpty(inletUrl) || isUnusableConnection(state) ? undefined : newInlet;
}

/**
 * Consequence of replacing a flow. `undefined` for a flow without a schedule and without an inlet: its source does not keep
 * data.
 */
export function flowConsequence(recorded: JsonObject, inputs: JsonObject): string | undefined {
  if (!isEmpty(valueAt(recorded, "options.inletUrl"))) {
    return newInlet;
  }
  const given = isUnknown(inputs.scheduleParams) ? recorded.scheduleParams : inputs.scheduleParams;
  if (isEmpty(given)) {
    return undefined;
  }
  const schedule: JsonObject = { scheduleParams: given };
  if (valueAt(schedule, "scheduleParams.frequency") === "once") {
    return "the new flow reads all its data again.";
  }
  return textOf(valueAt(schedule, "scheduleParams.backfill")) === "false"
    ? "with scheduleParams.backfill false, the new flow does not read data from before its start, also not what the old flow has not read yet."
    : "the new flow reads all its data again. scheduleParams.backfill: false skips existing data.";
}

/** Consequence of replacing a private endpoint. */
export function endpointConsequence(): string {
  return "the connections and flows that use it are replaced with it, and the new endpoint has to be approved.";
}

/** Consequence of replacing an approval; `undefined` where the provider approves by itself. */
export function approvalConsequence(_recorded: JsonObject, inputs: JsonObject): string | undefined {
  return inputs.approve === false
    ? "the owner of the Azure resource has to approve the private endpoint again; connections cannot use it before."
    : undefined;
}
