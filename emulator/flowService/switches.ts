import { amount, choice, flag } from "../core/switchTable";

/** The switches of the Flow Service. */
export const flowServiceSwitches = {
  dataSetExistence: choice(
    ["ignore", "refuse"],
    "According to a guide, an invalid dataset in a target connection is an error; ignored by default, because programs may use some that were not created here.",
  ),
  mappingExistence: choice(
    ["ignore", "refuse"],
    "FLOW-1412-400 and FLOW-1419-400 refuse unknown mappings; ignored by default, because programs may use some that were not created here.",
  ),
  publicKeyExistence: choice(
    ["refuse", "ignore"],
    "CONNECTOR-1311-400 refuses a flow with an invalid publicKeyId; a program may use a key that was not created here.",
  ),
  targetSchemaMatch: choice(
    ["refuse", "ignore"],
    "FLOW-1425-400 requires the same schema in dataset and mapping; checked if both are known.",
  ),
  flowServiceErrors: choice(
    ["newer", "older"],
    "Both error formats are documented; the newer one has all members.",
  ),
  notFoundStatus: choice(
    [404, 400],
    "The error table shows FLOW-1439-400, the sample response FLOW-1439-404.",
  ),
  etagMovesAfterCreate: flag(
    true,
    "The service changes a new entity by itself, so the etag of the create response may be stale at once.",
  ),
  unquotedIfMatch: choice(
    ["refuse", "accept"],
    "According to one spec, an unquoted etag gives 412, but two guides show one.",
  ),
  missingSpecVersion: choice(
    ["refuse", "latest"],
    "connectionSpec.version is optional in the text and required in the schema; another spec shows 422.",
  ),
  patchBody: choice(
    ["array", "arrayOrObject"],
    "A connection's PATCH is a single object in one schema, but an array in every guide.",
  ),
  replaceOfMissing: choice(
    ["refuse", "add"],
    "JSON Patch refuses to replace a missing member, and guides add a missing description with add.",
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
    "For source and target connections, the schema shows a list as response, every guide {id, etag}.",
  ),
  baseConnectionUsedBySourceConnection: choice(
    ["refuse", "allow"],
    "Only a base connection used by a flow is documented as undeletable; refusal is the stricter guess.",
  ),
  connectionUsedByFlow: choice(
    ["refuse", "allow"],
    "It is undocumented whether a flow's source or target connection can be deleted; refusal is the stricter guess.",
  ),
  deleteStatus: choice([204, 202], "Every guide says 204, one spec 202."),
  connectionInitializingMs: amount(
    0,
    "initializing is a documented state of a connection, of unknown length; tests need its end at once.",
  ),
  connectionInitializingEnd: choice(
    ["enabled", "failed"],
    "The state after initializing is documented as enabled only; it is undocumented how the service shows a connection that it cannot use.",
  ),
  failedConnectionChange: choice(
    ["refuse", "accept"],
    "FLOW-1416-400 allows updates and deletions in enabled, disabled and initializing only; no source shows a failed connection.",
  ),
  draftState: choice(["draft", "DRAFT"], "The guide shows no draft as it is read."),
  unsupportedDraft: choice(
    ["refuse", "ignore"],
    "According to the guide, both specs must support drafts; what happens otherwise is undocumented.",
  ),
  childOfDraft: choice(
    ["refuse", "accept"],
    "A draft cannot be published before those it refers to; it is undocumented whether a child of a draft can be created without draft mode.",
  ),
  flowDeleteFinalizingMs: amount(0, "delete-finalizing is a documented state of unknown length."),
  flowActionOnSameState: choice(
    ["accept", "refuse"],
    "Enabling an enabled flow is undocumented; the error catalogue has FLOW-1422-400 for actions that do not apply.",
  ),
  defaultLimit: amount(
    20,
    "The default page length is undocumented; a short one reveals clients without paging.",
  ),
  maximumLimit: amount(100, "One spec gives 100 as the longest page."),
  limitWithCount: choice(
    ["refuseCountTrue", "refuse"],
    "FLOW-1401-400 forbids limit with count, but clients often send count=false with limit.",
  ),
  minimumInterval: choice(
    ["minuteOnly", "everyFrequency"],
    "The flow spec requires 15 for minute only, older text for every frequency.",
  ),
  backfillDefault: choice(
    ["shown", "hidden"],
    "The default of backfill is true, and reads show strings; it is undocumented whether reads show the default.",
  ),
  unknownSpecs: choice(
    ["refuse", "accept"],
    "FLOW-1413-400 refuses unknown connection and flow specs, but each organisation has some that no page names.",
  ),
  flowSpecOfSource: choice(
    ["ignore", "refuse"],
    "A flow spec lists the connection specs of its sources; it is undocumented whether a flow of another source is refused.",
  ),
  targetConnectionSpec: choice(
    ["dataLakeOnly", "any"],
    "CONNECTOR-1307-400 allows only the data lake, but the sample of one guide uses another spec.",
  ),
  mappingRequired: choice(
    ["unlessXdm", "never"],
    "CONNECTOR-1370-400 requires a mapping unless the data is XDM, but the sample of one guide has none.",
  ),
  flowRunsLink: choice(
    ["filter", "path"],
    "A flow's runs member is a filter in the spec, a path in a guide.",
  ),
  exploreAnswer: choice(
    ["object", "columns"],
    "Newer samples show an object with the schema as the result of exploring a file, older ones an array of columns.",
  ),
  rowFilterSources: choice(
    ["documented", "all"],
    "The guide names four sources with row filters, and CONNECTOR-1353-400 refuses others; newer ones may have them, too.",
  ),
  rowFilterEquals: choice(
    ["both", "single"],
    "The guide's table has the operator ==; its samples and the connection spec have =.",
  ),
  rowFilterColumnCase: choice(
    ["ignore", "compare"],
    "In a sample, a filter on city finds the column CITY; it is undocumented whether that holds for every source.",
  ),
  landingZonePaths: choice(
    ["container", "bare"],
    "Samples of exploring the landing zone begin every path with its container, and end those of folders with a slash.",
  ),
  onDemandRuns: choice(
    ["allow", "refuse"],
    "In a guide, users start runs without service tokens; FLOW-1427-400 forbids it.",
  ),
  runCreateAnswer: choice(
    ["idAndEtag", "items"],
    "The response to a new run is {id, etag} in the spec, and has items in the guide.",
  ),
  runCancel: choice(
    ["refuse", "accept"],
    "The only documented action of a run is re-trigger; accept ends a run in progress with op=cancel.",
  ),
  runDurationMs: amount(0, "The duration of a run depends on its data; tests need its end at once."),
  autoDisableAfterFailedDays: amount(
    30,
    "According to a release note, the service disables a flow that fails for 30 days in a row; 0 means never.",
  ),
  scheduledRuns: flag(
    false,
    "Scheduled flows start runs by themselves, which only tests that move the clock expect.",
  ),
  missedRuns: choice(
    ["skip", "catchUp"],
    "It is undocumented whether a flow that is enabled again starts the runs that it missed while it was disabled.",
  ),
  firstScheduledRun: choice(
    ["startTime", "afterInterval"],
    "According to the guides, startTime is when the first run starts; what they say about backfill fits one an interval later, too.",
  ),
} as const;
