import { type JsonObject, objectAt, stringAt } from "../core/json";

/** A type of Azure resources that private endpoints can connect to. */
export interface AzureType {
  namespace: string;
  /** The last part of its name, and the collection of its resources. */
  collection: string;
  /** The rule for names. */
  nameRule: RegExp;
  /** The code of the refusal of an invalid name. */
  nameError: string;
  /** The code of the refusal of a name that another resource has, in any subscription. */
  nameTaken: string;
  /** The required members of a new resource. */
  required: readonly string[];
  /** Whether an approval is done at once or polled. */
  approval: "synchronous" | "polled";
  /** The spelling of the owner's action in its private endpoint connections. */
  action: "actionRequired" | "actionsRequired";
  /** The properties that the service adds. */
  properties(name: string): JsonObject;
}

/** Azure Storage's accounts, the only resources that AEP's endpoints connect to. */
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

/** All known types. */
export const azureTypes: readonly AzureType[] = [storageAccounts, sqlServers];

/** The name of a type in ids and responses. */
export function typeName({ namespace, collection }: AzureType): string {
  return `${namespace}/${collection}`;
}

/** A resource as it is stored: the given members without passwords, and the service's own. */
export function completed(type: AzureType, name: string, given: JsonObject): JsonObject {
  const { administratorLoginPassword: _, ...properties } = objectAt(given, "properties");
  const sku = stringAt(objectAt(given, "sku"), "name");
  return {
    ...given,
    ...(sku === undefined ? {} : { sku: { name: sku, tier: sku.split("_")[0] ?? sku } }),
    properties: { ...properties, ...type.properties(name), provisioningState: "Succeeded" },
  };
}
