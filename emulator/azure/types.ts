import { type JsonObject, objectAt, stringAt } from "../core/json";

/** A type of Azure resources that private endpoints can point at. */
export interface AzureType {
  namespace: string;
  /** The last part of its name, and the collection its resources are kept in. */
  collection: string;
  /** What a name must be. */
  nameRule: RegExp;
  /** The code of the refusal of another name. */
  nameError: string;
  /** The code of the refusal of a name that somebody else has, anywhere. */
  nameTaken: string;
  /** Members that a new one must be given. */
  required: readonly string[];
  /** Whether the answer to an approval comes at once or is polled for. */
  approval: "synchronous" | "polled";
  /** How its private endpoint connections spell what the owner should do. */
  action: "actionRequired" | "actionsRequired";
  /** What the service adds to the properties of one. */
  properties(name: string): JsonObject;
}

/** Azure Storage's accounts, the only ones that AEP's endpoints point at. */
export const storageAccounts: AzureType = {
  namespace: "Microsoft.Storage",
  collection: "storageAccounts",
  nameRule: /^[a-z0-9]{3,24}$/,
  nameError: "AccountNameInvalid",
  nameTaken: "StorageAccountAlreadyTaken",
  required: ["location", "sku", "kind"],
  approval: "synchronous",
  action: "actionRequired",
  properties: (name) => ({
    primaryEndpoints: Object.fromEntries(
      ["blob", "dfs", "file", "queue", "table"].map((service) => [
        service,
        `https://${name}.${service}.core.windows.net/`,
      ]),
    ),
  }),
};

const sqlServers: AzureType = {
  namespace: "Microsoft.Sql",
  collection: "servers",
  nameRule: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  nameError: "InvalidServerName",
  nameTaken: "NameAlreadyExists",
  required: ["location"],
  approval: "polled",
  action: "actionsRequired",
  properties: (name) => ({ fullyQualifiedDomainName: `${name}.database.windows.net`, state: "Ready" }),
};

/** Every type that is known here. */
export const azureTypes: readonly AzureType[] = [storageAccounts, sqlServers];

/** The name of a type as ids and answers have it. */
export function typeName({ namespace, collection }: AzureType): string {
  return `${namespace}/${collection}`;
}

/** A resource as it is kept: what was given, without what is never read back, and what the service adds. */
export function completed(type: AzureType, name: string, given: JsonObject): JsonObject {
  const { administratorLoginPassword: _, ...properties } = objectAt(given, "properties");
  const sku = stringAt(objectAt(given, "sku"), "name");
  return {
    ...given,
    ...(sku === undefined ? {} : { sku: { name: sku, tier: sku.split("_")[0] ?? sku } }),
    properties: { ...properties, ...type.properties(name), provisioningState: "Succeeded" },
  };
}
