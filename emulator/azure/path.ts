import { type AzureType, azureTypes, typeName } from "./types";

/** The path of resource groups. */
export const groupsPath = "/subscriptions/:subscription/resourceGroups";

/** The path of the resources of a type. */
export function typePath(type: AzureType): string {
  return `${groupsPath}/:group/providers/${typeName(type)}`;
}

// Azure accepts the words of a path in any case; the routes have the documented one.
const words = new Map(
  [
    "subscriptions",
    "resourceGroups",
    "providers",
    "locations",
    "operationStatuses",
    "operationResults",
    "privateEndpointConnections",
    "listKeys",
    "blobServices",
    "fileServices",
    "default",
    "containers",
    "shares",
    ...azureTypes.flatMap(({ namespace, collection }) => [namespace, collection]),
  ].map((word) => [word.toLowerCase(), word]),
);

/** A path with the words of Azure's paths as documented; other services' paths stay as they are. */
export function documentedPath(path: string): string {
  return /^\/subscriptions\//i.test(path) ? documented(path) : path;
}

function documented(path: string): string {
  const [empty = "", ...steps] = path.split("/");
  const inGroup = steps[2]?.toLowerCase() === "resourcegroups";
  const isName = (index: number): boolean =>
    index === 1 || (inGroup && (index === 3 || index === 7 || index === 11));
  return [
    empty,
    ...steps.map((step, index) => (isName(index) ? step : (words.get(step.toLowerCase()) ?? step))),
  ].join("/");
}

/** The address of an entity on Azure. */
export interface AzureAddress {
  /** Its id. */
  id: string;
  /** The store's id, in lower case: ids differ in more than case. */
  key: string;
  /** The last word of its type. */
  collection: string;
  name: string;
  /** The key of what contains it: a subscription, a group, or a resource. */
  parent: string;
}

/** Reads an id or the path of a request. */
export function addressOf(path: string): AzureAddress {
  const id = decodeURIComponent(documented(path));
  const [, collection = "", name = ""] = /([^/]+)\/([^/]+)$/.exec(id) ?? [];
  const key = id.toLowerCase();
  const parent = key
    .replace(/\/[^/]+\/[^/]+$/, "")
    .replace(/\/(?:providers\/[^/]+|(?:blob|file)services\/default)$/, "");
  return { id, key, collection, name, parent };
}
