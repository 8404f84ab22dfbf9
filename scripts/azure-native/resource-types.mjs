// The facts of each resource type. Inputs and outputs are those of @pulumi/azure-native, and a test compares them with the
// package; which inputs force replacement is taken from the real provider.

/**
 * @typedef {object} ResourceType
 * @property {string} path ARM path; the names in braces are inputs, which replace the resource when they change
 * @property {string} apiVersion the one that this release of the package documents
 * @property {string} nameInput the input that names the resource in its path
 * @property {"random" | "copy"} autoName the default name: the logical name, with or without eight random hex
 *   digits appended
 * @property {RegExp} [namePattern] the names that Azure accepts
 * @property {boolean} inLocation whether it has a location; the default is the resource group's
 * @property {readonly string[]} required inputs besides those of the path
 * @property {Readonly<Record<string, string>>} body inputs with their path in the body
 * @property {readonly string[]} replacing inputs of the body that Azure cannot change
 * @property {boolean} flat whether each entry of the body's `properties` is a separate output
 * @property {readonly string[]} outputs those that are not inputs, except `azureApiVersion`
 */

const group = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";
const account = `${group}/providers/Microsoft.Storage/storageAccounts/{accountName}`;
const storageApi = "2024-01-01";

/** @type {ResourceType} */
export const resourceGroup = {
  path: group,
  apiVersion: "2024-03-01",
  nameInput: "resourceGroupName",
  autoName: "random",
  inLocation: true,
  required: ["location"],
  body: { location: "location", managedBy: "managedBy", tags: "tags" },
  replacing: ["location"],
  flat: false,
  outputs: ["name", "properties", "type"],
};

/** @type {ResourceType} */
const storageAccount = {
  path: account,
  apiVersion: storageApi,
  nameInput: "accountName",
  autoName: "random",
  namePattern: /^[a-z0-9]{3,24}$/,
  inLocation: true,
  required: ["kind", "location", "sku"],
  body: {
    extendedLocation: "extendedLocation",
    identity: "identity",
    kind: "kind",
    location: "location",
    sku: "sku",
    tags: "tags",
    ...inProperties(
      "accessTier",
      "allowBlobPublicAccess",
      "allowCrossTenantReplication",
      "allowSharedKeyAccess",
      "allowedCopyScope",
      "azureFilesIdentityBasedAuthentication",
      "customDomain",
      "defaultToOAuthAuthentication",
      "dnsEndpointType",
      "enableExtendedGroups",
      "encryption",
      "immutableStorageWithVersioning",
      "isHnsEnabled",
      "isLocalUserEnabled",
      "isSftpEnabled",
      "keyPolicy",
      "largeFileSharesState",
      "minimumTlsVersion",
      "publicNetworkAccess",
      "routingPreference",
      "sasPolicy",
    ),
    enableHttpsTrafficOnly: "properties.supportsHttpsTrafficOnly",
    enableNfsV3: "properties.isNfsV3Enabled",
    networkRuleSet: "properties.networkAcls",
  },
  replacing: ["isHnsEnabled", "location"],
  flat: true,
  outputs: [
    "accountMigrationInProgress",
    "blobRestoreStatus",
    "creationTime",
    "failoverInProgress",
    "geoReplicationStats",
    "isSkuConversionBlocked",
    "keyCreationTime",
    "lastGeoFailoverTime",
    "name",
    "primaryEndpoints",
    "primaryLocation",
    "privateEndpointConnections",
    "provisioningState",
    "secondaryEndpoints",
    "secondaryLocation",
    "statusOfPrimary",
    "statusOfSecondary",
    "storageAccountSkuConversionStatus",
    "type",
  ],
};

const leaseOutputs = ["leaseDuration", "leaseState", "leaseStatus"];
const deletionOutputs = ["deleted", "deletedTime", "remainingRetentionDays", "version"];
const childOutputs = ["etag", "lastModifiedTime", "name", "type", ...leaseOutputs, ...deletionOutputs];

/** @type {ResourceType} */
const blobContainer = {
  path: `${account}/blobServices/default/containers/{containerName}`,
  apiVersion: storageApi,
  nameInput: "containerName",
  autoName: "copy",
  inLocation: false,
  required: [],
  body: inProperties(
    "defaultEncryptionScope",
    "denyEncryptionScopeOverride",
    "enableNfsV3AllSquash",
    "enableNfsV3RootSquash",
    "immutableStorageWithVersioning",
    "metadata",
    "publicAccess",
  ),
  replacing: [],
  flat: true,
  outputs: [...childOutputs, "hasImmutabilityPolicy", "hasLegalHold", "immutabilityPolicy", "legalHold"],
};

/** @type {ResourceType} */
const fileShare = {
  path: `${account}/fileServices/default/shares/{shareName}`,
  apiVersion: storageApi,
  nameInput: "shareName",
  autoName: "copy",
  inLocation: false,
  required: [],
  body: inProperties(
    "accessTier",
    "enabledProtocols",
    "fileSharePaidBursting",
    "metadata",
    "provisionedBandwidthMibps",
    "provisionedIops",
    "rootSquash",
    "shareQuota",
    "signedIdentifiers",
  ),
  replacing: ["enabledProtocols"],
  flat: true,
  outputs: [
    ...childOutputs,
    "accessTierChangeTime",
    "accessTierStatus",
    "includedBurstIops",
    "maxBurstCreditsForIops",
    "nextAllowedProvisionedBandwidthDowngradeTime",
    "nextAllowedProvisionedIopsDowngradeTime",
    "nextAllowedQuotaDowngradeTime",
    "shareUsageBytes",
    "snapshotTime",
  ],
};

/** @type {ReadonlyMap<string, ResourceType>} */
export const resourceTypes = new Map([
  ["azure-native:resources:ResourceGroup", resourceGroup],
  ["azure-native:storage:StorageAccount", storageAccount],
  ["azure-native:storage:BlobContainer", blobContainer],
  ["azure-native:storage:FileShare", fileShare],
]);

/**
 * A function of the package that sends one POST.
 * @typedef {{ path: string, apiVersion: string }} FunctionType
 */

/** @type {ReadonlyMap<string, FunctionType>} */
export const functionTypes = new Map([
  ["azure-native:storage:listStorageAccountKeys", { path: `${account}/listKeys`, apiVersion: storageApi }],
]);

/** @param {string[]} names */
function inProperties(...names) {
  return Object.fromEntries(names.map((name) => [name, `properties.${name}`]));
}
