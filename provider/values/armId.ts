import { isJsonArray, type Json, textOf } from "./json";

/** The parts of an Azure resource id, as Azure Resource Manager (ARM) writes it. */
export interface ArmId {
  readonly subscriptionId: string;
  readonly resourceGroupName: string;
  /** Provider namespace and type, such as `Microsoft.Storage/storageAccounts`. */
  readonly type: string;
  /** Name of the resource. */
  readonly name: string;
}

const resourceId =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+\/[^/]+)\/([^/]+)\/*$/i;

/**
 * The parts of the id of an Azure resource, or `undefined` for any other text. Ids of parts of a resource, such as a
 * container, and texts that could change the requested URL are rejected. A slash at the end, as in links of Azure's
 * portal, is ignored.
 */
export function parseArmId(text: string): ArmId | undefined {
  const [, subscriptionId, resourceGroupName, type, name] = resourceId.exec(text) ?? [];
  if (!subscriptionId || !resourceGroupName || !type || !name) {
    return undefined;
  }
  if (!withoutEnd(text).split("/").slice(1).every(isSegment)) {
    return undefined;
  }
  return { subscriptionId, resourceGroupName, type, name };
}

/** Whether two ids name the same resource: ARM ignores upper and lower case, and a slash at the end. */
export function isSameArmId(left: string, right: string): boolean {
  return meaningOfArmName(left) === meaningOfArmName(right);
}

/**
 * The meaning of an id of ARM, or of the name of a subscription, a resource group or a resource: upper and lower case and
 * a slash at the end have none. In a list, the order has none either.
 */
export function meaningOfArmName(value: Json): Json {
  if (isJsonArray(value)) {
    return value.map((member) => textOf(meaningOfArmName(member))).toSorted();
  }
  return typeof value === "string" ? withoutEnd(value).toLowerCase() : value;
}

function withoutEnd(text: string): string {
  return text.replace(/\/+$/, "");
}

function isSegment(segment: string): boolean {
  return /^[\w().-]+$/.test(segment) && !/^\.+$/.test(segment);
}
