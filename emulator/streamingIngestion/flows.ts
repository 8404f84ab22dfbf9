import type { Emulator } from "../core/emulator";
import { objectAt, stringAt, stringsAt } from "../core/json";
import { livingEntity } from "../core/living";
import type { Stored } from "../core/store";
import { invalidMessage } from "./errors";
import { about } from "./messages";

/**
 * The flow that ingests a message of an inlet, and whether the message is lost all the same.
 *
 * @param owner - the connection or flow that has the inlet.
 * @param flowId - the flow that the message names.
 */
export function flowOfMessage(
  emulator: Emulator,
  inlet: Stored,
  owner: Stored,
  flowId: string | undefined,
): { flow: Stored | undefined; isLost: boolean } {
  const { switches, clock } = emulator;
  if (flowId === undefined && switches.inletFlowId === "required") {
    throw invalidMessage(about(inlet, "Message has an absent flow id"));
  }
  if (flowId === undefined) {
    return { flow: owner.collection === "flows" ? owner : undefined, isLost: false };
  }
  const flow = livingEntity(emulator, "flows", inlet.sandbox, flowId);
  if (flow === undefined || !isUsable(emulator, flow, owner)) {
    if (switches.inletUnusableFlow === "refuse") {
      throw invalidMessage(about(inlet, `Message has an unknown or disabled flow: ${flowId}`));
    }
    return { flow: undefined, isLost: true };
  }
  const since = Number(flow.entity.updatedAt);
  const isReady = clock.hasPassed(since, since + switches.streamingFlowReadyMs);
  return { flow, isLost: !isReady };
}

/** The dataset into which a flow writes. */
export function targetDataSet(emulator: Emulator, flow: Stored): string | undefined {
  const [id = ""] = stringsAt(flow.entity, "targetConnectionIds");
  const target = livingEntity(emulator, "targetConnections", flow.sandbox, id);
  return stringAt(objectAt(target?.entity, "params"), "dataSetId");
}

// A connection's inlet is for the flows that read from the connection, a flow's inlet for this flow.
function isUsable(emulator: Emulator, flow: Stored, owner: Stored): boolean {
  if (flow.entity.state !== "enabled") {
    return false;
  }
  if (owner.collection === "flows") {
    return flow.id === owner.id;
  }
  const [id = ""] = stringsAt(flow.entity, "sourceConnectionIds");
  const source = livingEntity(emulator, "sourceConnections", flow.sandbox, id);
  return stringAt(source?.entity, "baseConnectionId") === owner.id;
}
