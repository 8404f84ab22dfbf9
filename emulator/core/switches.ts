import { z } from "zod";

const flag = (initial: boolean, reason: string) => ({ schema: z.boolean(), initial, reason });

const amount = (initial: number, reason: string) => ({ schema: z.int().min(0), initial, reason });

const choice = <const T extends string | number>(values: readonly [T, ...T[]], reason: string) => ({
  schema: z.literal([...values]),
  initial: values[0] as T,
  reason,
});

/**
 * Every behaviour that the public sources leave open or contradict, with its initial value and the reason for
 * it. Of a choice the first value is the initial one.
 */
export const switchTable = {
  // All services
  missingSandbox: choice(
    ["prod", "refuse"],
    "One guide says that no x-sandbox-name means prod, the error catalogue has FLOW-2105-400 for it.",
  ),
  gatewayErrorCode: choice(
    ["string", "integer"],
    "Guides show error_code as a string, one spec as an integer.",
  ),
  unknownFields: choice(
    ["refuse", "ignore"],
    "No source says what happens to fields that a body should not have; refusing shows a client that leaks its own.",
  ),
  answerDelayMs: amount(0, "A far service is slow; benchmarks set the delay they want before every answer."),
  requestsPerSecond: amount(0, "No rate limit is documented; 0 means none."),
  retryAfter: choice(
    ["none", "seconds", "date"],
    "Whether a 429 carries Retry-After differs between sources.",
  ),

  // Token service
  tokenLifetimeSeconds: amount(86399, "The documented answer says 86399."),
  invalidClientStatus: choice(
    [400, 401],
    "Token errors are undocumented; RFC 6749 allows both for invalid_client.",
  ),
  missingScope: choice(
    ["accept", "refuse"],
    "Scope is among the parameters, but no source says it is required.",
  ),

  // Private endpoints
  approvalDelayMs: {
    schema: z.union([z.int().min(0), z.literal("never")]),
    initial: 0 as number | "never",
    reason:
      "Approval happens on Azure; 0 has somebody approve there at once, never leaves it to management calls or the admin call.",
  },
  privateEndpointCreateStatus: choice(
    [201, 200, 202],
    "The status of the POST is not stated; 201 is the usual one.",
  ),
  privateEndpointDeleteBody: choice(["empty", "object"], "The body of the documented 200 is not stated."),
  unknownPrivateEndpoint: choice(
    ["notFound", "emptyItems"],
    "Nothing says whether an unknown id answers 404 or an empty list.",
  ),
  privateEndpointScope: choice(
    ["sandbox", "organisation"],
    "The guide says both that a list is of the sandbox and of the organisation.",
  ),
  privateEndpointQuotas: flag(true, "The newest guide limits endpoints by kind of sandbox."),
  productionPrivateEndpoints: amount(10, "The documented limit over all production sandboxes."),
  developmentPrivateEndpoints: amount(1, "The documented limit over all development sandboxes."),
  duplicatePrivateEndpoint: choice(
    ["accept", "refuse"],
    "Samples show two endpoints of one name; nothing forbids two to one resource.",
  ),
  snowflakePrivateLink: flag(true, "The beta guide lists Snowflake, the newest text has withdrawn it."),
  privateEndpointUsedByConnection: choice(
    ["refuse", "allow"],
    "Deleting an endpoint that a connection uses is undocumented; refusal is the stricter guess.",
  ),
  privateEndpointIdOnRead: flag(
    true,
    "Samples show the server adding auth.params.privateEndpointId, except Snowflake's.",
  ),
  privateEndpointIdSent: choice(
    ["refuse", "use"],
    "No sample sends auth.params.privateEndpointId, so sending it is taken for a client's mistake.",
  ),
  privateEndpointMatch: choice(
    ["connectionSpec", "resourceName"],
    "How the service finds the endpoint of a connection is undocumented: by spec alone, or by the account's name too.",
  ),
  interactiveAuthoringRequired: flag(
    true,
    "Newer text wants interactive authoring on before connections and flows over private link are written.",
  ),
  interactiveAuthoringEnablingMs: amount(0, "Enabling is said to take minutes; tests want it at once."),
  interactiveAuthoringSpelling: choice(
    ["Disabled", "disabled"],
    "The sample answer is capitalised, the documented values are not.",
  ),

  // Azure: Entra ID
  azureTokenLifetimeSeconds: amount(
    3599,
    "How long Entra ID's tokens live is theirs to choose; about an hour is usual.",
  ),

  // Azure: management calls
  storageAccountMadeElsewhere: choice(
    ["adopt", "missing"],
    "Programs may name accounts that nobody made here; taken for missing, they make the endpoint Failed, whose reasons are undocumented.",
  ),
  azureConnectionDelayMs: amount(
    0,
    "How long after the POST to AEP the connection appears on Azure is undocumented; tests want it at once.",
  ),
  azurePrivateEndpointName: choice(
    ["id", "name", "opaque"],
    "How AEP names its private endpoints on Azure is unknown; only the first form can be told from strangers'.",
  ),
  azureFollowDelayMs: amount(
    0,
    "AEP's state follows Azure's after a time of unknown length; tests want it at once.",
  ),
  disconnectedEndpointState: choice(
    ["Rejected", "Failed", "Pending", "unchanged"],
    "What AEP shows once the owner has deleted the connection is unknown; Rejected is the documented state that does not heal.",
  ),
  azureMissingConnection: choice(
    [404, 400, 204],
    "Azure's services differ in how they say that a connection is not there.",
  ),
  azureConnectionDeleteStatus: choice([200, 204], "Deleting a connection is answered with 200 or 204."),
  azureStorageApproval: choice(
    ["synchronous", "polled"],
    "Storage answers an approval at once, other services with 202 and an operation to poll.",
  ),
  azureOperationMs: amount(0, "How long an operation that is polled takes is undocumented."),
  azureConnectionsPerPage: amount(
    2,
    "Azure's page length is undocumented; a short one shows clients that forget paging, 0 means one page.",
  ),

  // Schema Registry
  schemaRegistryErrors: choice(
    ["newer", "older"],
    "Both error envelopes are documented; the newer one has codes.",
  ),
  invalidAcceptStatus: choice(
    [406, 400],
    "A missing or unknown Accept header is 406 in one guide, 400 XDM-1006-400 in a newer one.",
  ),
  schemaPagingWithoutOrderby: choice(
    ["refuse", "accept"],
    "A guide forbids start and limit without orderby, yet a known client pages that way.",
  ),
  schemaUsedByDataSet: choice(
    ["refuse", "allow"],
    "Deleting a schema that datasets use is undocumented; refusal is the stricter guess.",
  ),
  descriptorLookupAccept: choice(
    ["optional", "required"],
    "The guide says that reading one descriptor needs no Accept header, the spec that a missing one is 400.",
  ),
  descriptorPutAnswer: choice(
    ["id", "descriptor"],
    "The guide answers a PUT with 201 and nothing but the id, the spec with 200 and the whole descriptor.",
  ),
  descriptorSchemaExistence: choice(
    ["refuse", "ignore"],
    "No source says that a descriptor's schemas must exist; refusing shows a client that makes things in the wrong order.",
  ),
  descriptorFieldExistence: choice(
    ["refuse", "ignore"],
    "No source says that the field must exist; checked where all fields are known, which is in the tenant's namespace.",
  ),
  duplicateDescriptor: choice(
    ["refuse", "accept"],
    "Whether one field takes two descriptors of one type is undocumented; refusal is the stricter guess.",
  ),
  descriptorsOfDeletedSchema: choice(
    ["remove", "keep", "refuse"],
    "What becomes of the descriptors of a deleted schema is undocumented; they are said to be applied to it, so that they go with it.",
  ),

  // Catalog
  dataSetSchemaExistence: choice(
    ["refuse", "ignore"],
    "No source says that a dataset's schema must exist; refusing shows a client that makes things in the wrong order.",
  ),
  unknownDataSet: choice(
    ["notFound", "emptyObject"],
    "The spec lists 404, yet an answer keyed by id can as well have no keys.",
  ),
  deleteUnknownDataSet: choice(
    ["emptyArray", "notFound"],
    "A guide says that deleting what is not there may still be 200 with an empty array.",
  ),
  dataSetSchemaChange: choice(
    ["refuse", "allow"],
    "Changing the schemaRef of a dataset is undocumented; refusal is the stricter guess.",
  ),
  dataSetUsedByTargetConnection: choice(
    ["refuse", "allow"],
    "Deleting a dataset that a target connection writes to is undocumented; refusal is the stricter guess.",
  ),
  dataSetDefaultLimit: amount(
    20,
    "The default page length of Catalog is undocumented; a short one shows clients that forget paging.",
  ),
  dataSetMaximumLimit: amount(100, "A known client never asks Catalog for more than 100."),

  // Data Prep
  mappingSetPaging: choice(
    ["required", "optional"],
    "Guide and spec want both limit and start, yet a known client sends limit only.",
  ),
  mappingSetMaximumLimit: amount(100, "No longest page is documented; a known client asks for 100."),
  mappingSetWithoutVersion: choice(
    ["latest", "zero"],
    "The spec gives version the default 0, the update guide implies that the latest one is read.",
  ),
  mappingSchemaExistence: choice(
    ["refuse", "ignore"],
    "No source says that a mapping set's schema must exist; refusing shows a client that makes things in the wrong order.",
  ),
  mappingSetDelete: choice(
    [405, 404, 204, 200],
    "Neither spec nor guide has a DELETE, only one client: with 405 and 404 nothing is deleted, and 405 is what a path without that method answers.",
  ),
  expressionSourceType: choice(
    ["text/x.aep-xl", "EXPRESSION"],
    "ATTRIBUTE is read back as a media type; what EXPRESSION becomes is undocumented.",
  ),

  // Flow Service
  dataSetExistence: choice(
    ["ignore", "refuse"],
    "A guide says that an invalid dataset in a target connection is an error; ignored until the programs run here make their datasets.",
  ),
  mappingExistence: choice(
    ["ignore", "refuse"],
    "FLOW-1412-400 and FLOW-1419-400 refuse unknown mappings; ignored until the programs run here make their mapping sets.",
  ),
  targetSchemaMatch: choice(
    ["refuse", "ignore"],
    "FLOW-1425-400 wants one schema in dataset and mapping; checked where both are known.",
  ),
  flowServiceErrors: choice(
    ["newer", "older"],
    "Both error envelopes are documented; the newer one has all members.",
  ),
  notFoundStatus: choice([404, 400], "The error table says FLOW-1439-400, the example answer FLOW-1439-404."),
  etagMovesAfterCreate: flag(
    true,
    "The service finishes a new entity by itself, so that the etag of the create answer may be stale at once.",
  ),
  unquotedIfMatch: choice(
    ["refuse", "accept"],
    "One spec says an unquoted etag gives 412, yet two guides show one.",
  ),
  missingSpecVersion: choice(
    ["refuse", "latest"],
    "connectionSpec.version is optional in prose, required by the schema, and 422 in another spec.",
  ),
  patchBody: choice(
    ["array", "arrayOrObject"],
    "A connection's PATCH is a single object in one schema, an array in every guide.",
  ),
  replaceOfMissing: choice(
    ["refuse", "add"],
    "JSON Patch refuses to replace what is not there, and guides add a missing description with add.",
  ),
  patchState: choice(
    ["refuse", "accept"],
    "No source shows a PATCH of /state; flows change it by an action.",
  ),
  patchFlowConnections: choice(
    ["refuse", "accept"],
    "Only destinations are shown changing the source and target ids of a flow.",
  ),
  patchConnectionAnswer: choice(
    ["idAndEtag", "list"],
    "For source and target connections the schema answers a list, every guide {id, etag}.",
  ),
  baseConnectionUsedBySourceConnection: choice(
    ["refuse", "allow"],
    "Only a base connection used by a flow is documented as undeletable; refusal is the stricter guess.",
  ),
  connectionUsedByFlow: choice(
    ["refuse", "allow"],
    "No rule says whether a flow's source or target connection can be deleted; refusal is the stricter guess.",
  ),
  deleteStatus: choice([204, 202], "Every guide says 204, one spec 202."),
  flowDeleteFinalizingMs: amount(0, "delete-finalizing is a documented state of unknown length."),
  flowActionOnSameState: choice(
    ["accept", "refuse"],
    "Enabling what is enabled is undocumented; the error catalogue has FLOW-1422-400 for actions that do not apply.",
  ),
  defaultLimit: amount(
    20,
    "The default page length is undocumented; a short one shows clients that forget paging.",
  ),
  maximumLimit: amount(100, "One spec gives 100 as the longest page."),
  limitWithCount: choice(
    ["refuseCountTrue", "refuse"],
    "FLOW-1401-400 forbids limit with count, yet clients send count=false beside limit all the time.",
  ),
  minimumInterval: choice(
    ["minuteOnly", "everyFrequency"],
    "The flow spec wants 15 for minute only, older prose for every frequency.",
  ),
  backfillDefault: choice(
    ["shown", "hidden"],
    "backfill defaults to true and reads show strings; whether an unsent one is shown is undocumented.",
  ),
  targetConnectionSpec: choice(
    ["dataLakeOnly", "any"],
    "CONNECTOR-1307-400 allows only the data lake, one guide's sample uses another spec.",
  ),
  mappingRequired: choice(
    ["unlessXdm", "never"],
    "CONNECTOR-1370-400 wants a mapping unless the data is XDM, one guide's sample has none.",
  ),
  flowRunsLink: choice(
    ["filter", "path"],
    "A flow's runs member is a filter in the spec, a path in a guide.",
  ),
  exploreAnswer: choice(
    ["object", "columns"],
    "Exploring a file gives an object with its schema in newer samples, a bare array of columns in older ones.",
  ),
  onDemandRuns: choice(
    ["allow", "refuse"],
    "A guide has users start runs without service tokens, FLOW-1427-400 forbids it.",
  ),
  runCreateAnswer: choice(
    ["idAndEtag", "items"],
    "A new run is answered as {id, etag} in the spec, within items in the guide.",
  ),
  runDurationMs: amount(0, "How long a run takes depends on its data; tests want it done at once."),
  scheduledRuns: flag(
    false,
    "Runs of scheduled flows appear by themselves, which only tests that move the clock expect.",
  ),

  // MadConnect
  madconnectTokenAnswer: choice(
    ["bare", "enveloped"],
    "The sample answer of the token call is bare, while every other answer has an envelope.",
  ),
  madconnectTokenLifetimeSeconds: amount(86400, "The documented answer says 86400."),
  madconnectHttpStatus: choice(
    ["tokenFailures", "everyFailure", "none"],
    "Which failures show in HTTP's status too is undocumented; a statusCode of its own suggests 200 for all but tokens and rates.",
  ),
  madconnectMissingAccount: choice(
    ["own", "refuse"],
    "Connections are said to need accountId in sub-accounts, which leaves open what none means; connectors always need it.",
  ),
  madconnectCreateAnswer: choice(
    ["empty", "id", "item"],
    "The sample answer of create is an empty object, from which nobody learns the id.",
  ),
  madconnectCreateStatus: choice(
    ["In-progress", "active", "disabled"],
    "The status right after create is undocumented; a call that activates suggests that a new one is not active yet.",
  ),
  madconnectInProgressMs: {
    schema: z.union([z.int().min(0), z.literal("never")]),
    initial: "never" as number | "never",
    reason:
      "Whether In-progress ends by itself is undocumented; a number makes it active after so long, never leaves it to the call.",
  },
  madconnectStatusCall: choice(
    ["anyStatus", "ownStatus"],
    "How activate and enable differ is undocumented: not at all, or the one is for what is new, the other for what is disabled.",
  ),
  madconnectSameStatus: choice(
    ["accept", "refuse"],
    "Enabling what is active, or disabling what is disabled, is undocumented.",
  ),
  madconnectStatusOfBroken: choice(
    ["keep", "change", "refuse"],
    "What a status call does to broken and offline is undocumented; they tell how it fares, so that only enabled follows.",
  ),
  madconnectConfigsOnRead: choice(
    ["hidden", "masked", "clear"],
    "The sample item has no configs, while the text says that details have the parameters.",
  ),
  madconnectPartialUpdate: choice(
    ["refuse", "keep"],
    "The sample update has name and both configs; whether what is not sent stays as it was is undocumented.",
  ),
  madconnectConnectorsInUpdate: choice(
    ["refuse", "ignore"],
    "Connectors cannot change; whether an update that names them is refused is undocumented.",
  ),
  madconnectDuplicateName: choice(
    ["accept", "refuse"],
    "Nothing says that the names of connections are unique.",
  ),
  madconnectDeletedInList: choice(
    ["listed", "statusOnly"],
    "A list without status is said to have all connections; deleted ones may yet need status=deleted.",
  ),
  madconnectDeleteDeleted: choice(
    ["refuse", "accept"],
    "Deleting what is deleted is undocumented; refusal is the stricter guess.",
  ),
  madconnectOffset: choice(
    ["connections", "pages"],
    "Whether offset counts connections or pages is undocumented.",
  ),
  madconnectListTotal: choice(
    ["none", "total"],
    "The sample list has no total, and nothing else says where it ends.",
  ),
  madconnectDefaultSize: amount(10, "The sample request has a size of 10, which may be the default."),
  madconnectMaximumSize: amount(100, "No longest page is documented."),

  // All services that make things
  visibleAfterMs: amount(
    0,
    "A delay between create and the first successful read is undocumented, and possible.",
  ),
  listedAfterMs: amount(
    0,
    "A delay between create and the first list that has it is undocumented, and possible.",
  ),
} as const;

/** The name of a switch. */
export type SwitchName = keyof typeof switchTable;

/** The values of all switches. */
export type Switches = { -readonly [K in SwitchName]: z.infer<(typeof switchTable)[K]["schema"]> };

/** All switches at their initial values. */
export function initialSwitches(): Switches {
  return Object.fromEntries(
    Object.entries(switchTable).map(([name, { initial }]) => [name, initial]),
  ) as Switches;
}

/**
 * Checks values given for switches, so that a misspelt name never passes for a setting.
 *
 * @throws Error naming every wrong switch.
 */
export function parseSwitches(given: object): Partial<Switches> {
  const problems: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(switchTable, name)) {
      problems.push(`there is no switch ${name}`);
      continue;
    }
    const parsed = switchTable[name as SwitchName].schema.safeParse(value);
    if (!parsed.success) {
      problems.push(`switch ${name}: ${parsed.error.issues.map((issue) => issue.message).join(", ")}`);
    }
  }
  if (problems.length > 0) {
    throw new Error(problems.join("; "));
  }
  return given as Partial<Switches>;
}
