import { snowflake, supportsPrivateLink } from "../../auth/privateLink";
import type { InputFailure } from "../../lifecycle/definition";
import { filled, type InputRule } from "../../lifecycle/refusal";
import { misspelt, misspeltKeys } from "../../messages/misspelt";
import { parseArmId } from "../../values/armId";
import { isEmpty } from "../../values/compare";
import { isJsonArray, isJsonObject, type Json, type JsonObject, valueAt } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { flowInputRules } from "../flow/refusals";

/**
 * Rules of the services that only apply to an entity that does not exist yet. What a service has accepted once is not
 * checked again: documentation can be wrong.
 */
type CreationRule = (inputs: JsonObject) => InputFailure[];

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Connection spec of the data lake. */
const dataLake = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";

/** Flow spec of table sources. Their flows need a column by which new rows are recognised. */
export const tablesToAep = "14518937-270c-4525-bdec-c2ba7cce3860";

/** Flow specs of sources that are read in batches, on a schedule. Others are not documented. */
const batchFlowSpecs: ReadonlySet<Json> = new Set(["9753525b-82c7-4dce-8a9b-5ccfce2b9876", tablesToAep]);

/** Documented keys of objects whose keys belong to a connector, by dotted path. */
const sourceKeys = {
  data: ["format", "properties", "schema"],
  "data.properties": ["columnDelimiter", "encoding", "compressionType"],
  params: ["path", "type", "recursive", "cdcEnabled", "tableName", "columns", "filters"],
} as const;
const targetKeys = {
  data: ["format", "schema"],
  "data.schema": ["id", "version"],
  params: ["dataSetId"],
} as const;

const noGuid = '… "…", but the id of a subscription is a GUID';

/** The rules for inputs that are, or name, a subscription of Azure. */
export const subscriptionRules = (
  ids: readonly string[],
  resources: readonly string[],
): readonly InputRule[] => [
  ...ids.map((property) => ({ property, reason: filled(noGuid, "is") })),
  ...resources.map((property) => ({ property, reason: filled(noGuid, "names the subscription") })),
];

/** The rule for inputs that require a source with private link. */
export const privateLinkRule = (property: string): InputRule => ({ property, reason: noPrivateLink });

/** The rules for keys of a source connection. */
export const sourceKeyRules: readonly InputRule[] = keyRules(sourceKeys);

/** The rules for a target connection. */
export const targetRules: readonly InputRule[] = [
  ...keyRules(targetKeys),
  { property: "data", reason: "must not be empty: data.schema names the schema of the dataset" },
];

/** Rules for a private endpoint. */
export const endpointRules: CreationRule = (inputs) => [
  ...subscriptionFailures(inputs, ["subscriptionId"]),
  ...resourceFailures(inputs, ["targetResourceId"]),
  ...(supportsPrivateLink(valueAt(inputs, "connectionSpec.id")) === false
    ? [privateLinkRule("connectionSpec.id")]
    : []),
];

/** Doubts about a private endpoint, for a warning: sources disagree. */
export function endpointDoubts({ name, fqdns, connectionSpec }: JsonObject): string[] {
  return isJsonObject(connectionSpec) && connectionSpec.id === snowflake && isEmpty(fqdns)
    ? [
        `The private endpoint ${JSON.stringify(name)} to Snowflake has no fqdns. According to Adobe's guide, they are the ` +
          "account's URLs for private link; other texts do not mention them.",
      ]
    : [];
}

/** Rules for the approval of a private endpoint. */
export const approvalRules: CreationRule = (inputs) => [
  ...resourceFailures(inputs, ["targetResourceId", "azurePrivateEndpointId"]),
  ...subscriptionFailures(inputs, ["allowedSubscriptions"]),
];

/** Rules for a base connection. */
export const baseConnectionRules: CreationRule = (inputs) =>
  valueAt(inputs, "auth.params.usePrivateLink") === true &&
  supportsPrivateLink(valueAt(inputs, "connectionSpec.id")) === false
    ? [privateLinkRule("auth.params.usePrivateLink")]
    : [];

/** Rules for a source connection. */
export const sourceConnectionRules: CreationRule = (inputs) => misspeltFailures(inputs, sourceKeys);

/** Rules for a target connection. */
export const targetConnectionRules: CreationRule = (inputs) => [
  ...misspeltFailures(inputs, targetKeys),
  ...(valueAt(inputs, "connectionSpec.id") === dataLake && isJsonObject(inputs.data) && isEmpty(inputs.data)
    ? targetRules.filter(({ property }) => property === "data")
    : []),
];

/** Rules for a flow, except those about time. */
export const flowRules: CreationRule = (inputs) =>
  batchFlowSpecs.has(valueAt(inputs, "flowSpec.id")) && (inputs.scheduleParams ?? undefined) === undefined
    ? [flowInputRules.schedule]
    : [];

const noPrivateLink =
  "does not support private link: it is documented for Azure Blob storage, Azure Data Lake Storage Gen2, Azure Files and Snowflake";

function keyRules(keys: Readonly<Record<string, readonly string[]>>): InputRule[] {
  return Object.keys(keys).map((path) => ({ property: `${path}.*`, reason: misspelt }));
}

function misspeltFailures(
  inputs: JsonObject,
  keys: Readonly<Record<string, readonly string[]>>,
): InputFailure[] {
  return Object.entries(keys).flatMap(([path, known]) => {
    const given = valueAt(inputs, path);
    return isJsonObject(given)
      ? misspeltKeys(given, known).map(({ name, message }) => ({
          property: `${path}.${name}`,
          reason: message,
        }))
      : [];
  });
}

/** Errors in ids of subscriptions, or in lists of them. */
function subscriptionFailures(inputs: JsonObject, names: readonly string[]): InputFailure[] {
  return names.flatMap((name) => {
    const given = inputs[name];
    return isJsonArray(given)
      ? given.flatMap((id, index) => guidFailures(`${name}[${index}]`, id, "is"))
      : guidFailures(name, given, "is");
  });
}

/** Errors in the subscriptions that ids of Azure resources name. */
function resourceFailures(inputs: JsonObject, names: readonly string[]): InputFailure[] {
  return names.flatMap((name) => {
    const given = inputs[name];
    const id = typeof given === "string" ? parseArmId(given)?.subscriptionId : undefined;
    return guidFailures(name, id, "names the subscription");
  });
}

function guidFailures(property: string, id: Json, verb: string): InputFailure[] {
  return typeof id !== "string" || id === "" || isUnknown(id) || guid.test(id)
    ? []
    : [{ property, reason: filled(noGuid, verb, JSON.stringify(id).slice(1, -1)) }];
}
