import { dataSetsName } from "../catalog/dataSets";
import type { Emulator } from "../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "../core/json";
import type { Stored } from "../core/store";
import { invalidMessage } from "./errors";

/** A message whose form is valid. */
export interface Message {
  /** The flow that the message names. */
  flowId: string | undefined;
  /** The dataset that the message names. Raw messages name none. */
  dataSetId: string | undefined;
  /** The schema that the message names. Raw messages name none. */
  schemaId: string | undefined;
  /** The data itself. */
  content: JsonObject;
}

/**
 * Reads a raw message: any JSON object. One in the form of an update has a header with the flow.
 *
 * @param flowId - the flow that the request names in a header or its query.
 */
export function readRawMessage(given: Json, flowId: string | undefined, inlet: Stored): Message {
  if (!isJsonObject(given)) {
    throw invalidMessage(about(inlet, "Message is not a JSON object"));
  }
  return {
    flowId: flowId ?? stringAt(objectAt(given, "header"), "flowId"),
    dataSetId: undefined,
    schemaId: undefined,
    content: given,
  };
}

/** Reads an XDM message: a header and a body, which name a schema. */
export function readXdmMessage(
  { switches, settings }: Emulator,
  given: Json,
  flowId: string | undefined,
  inlet: Stored,
): Message {
  const header = objectAt(given, "header");
  const { xdmMeta, xdmEntity } = objectAt(given, "body");
  const schemaId = stringAt(objectAt(header, "schemaRef"), "id");
  const dataSetId = stringAt(header, "datasetId");
  const meta = objectAt(xdmMeta, "schemaRef");
  const complete =
    stringAt(objectAt(header, "schemaRef"), "contentType") !== undefined &&
    stringAt(meta, "contentType") !== undefined &&
    stringAt(meta, "id") === schemaId;
  if (schemaId === undefined || dataSetId === undefined || !complete || !isJsonObject(xdmEntity)) {
    throw invalidMessage(about(inlet, "Message has unknown xdm format"));
  }
  const { imsOrgId } = header;
  const absent = imsOrgId === undefined && switches.inletMissingOrganisation === "add";
  if (!absent && imsOrgId !== settings.organisation) {
    throw invalidMessage(about(inlet, "Message has an absent or wrong ims org in the header"));
  }
  return { flowId: stringAt(header, "flowId") ?? flowId, dataSetId, schemaId, content: xdmEntity };
}

/** Refuses a message whose dataset does not exist or has another schema. */
export function checkDataSet(
  { store, switches }: Emulator,
  { dataSetId, schemaId }: Message,
  inlet: Stored,
): void {
  if (dataSetId === undefined) {
    return;
  }
  const dataSet = store.get(dataSetsName, inlet.sandbox, dataSetId);
  const isUnknown = dataSet === undefined && switches.dataSetExistence === "refuse";
  const schema = stringAt(objectAt(dataSet?.entity, "schemaRef"), "id") ?? schemaId;
  if (isUnknown || schema !== schemaId) {
    throw invalidMessage(about(inlet, "Message has unknown xdm format"));
  }
}

/** A text in the form of the service's messages. */
export function about({ id, entity }: Stored, text: string): string {
  return `inletId: [${id}] imsOrgId: [${String(entity.imsOrgId)}] ${text}`;
}
