/** The parts of an Azure resource id, as Azure Resource Manager (ARM) writes it. */
export interface ArmId {
  readonly subscriptionId: string;
  readonly resourceGroupName: string;
  /** Provider namespace and type, such as `Microsoft.Storage/storageAccounts`. */
  readonly type: string;
  /** Name of the resource. */
  readonly name: string;
}

const resourceId = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+\/[^/]+)\/([^/]+)$/i;

/**
 * The parts of the id of an Azure resource, or `undefined` for any other text. Ids of parts of a resource, such as a
 * container, and texts that could change the requested URL are rejected.
 */
export function parseArmId(text: string): ArmId | undefined {
  const [, subscriptionId, resourceGroupName, type, name] = resourceId.exec(text) ?? [];
  if (!subscriptionId || !resourceGroupName || !type || !name) {
    return undefined;
  }
  if (!text.split("/").slice(1).every(isSegment)) {
    return undefined;
  }
  return { subscriptionId, resourceGroupName, type, name };
}

/** Whether two ids name the same resource: ARM ignores upper and lower case. */
export function isSameArmId(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function isSegment(segment: string): boolean {
  return /^[\w().-]+$/.test(segment) && !/^\.+$/.test(segment);
}
