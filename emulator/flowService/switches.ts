import { amount, choice, flag } from "../core/switchTable";

/** The switches of the Flow Service. */
export const flowServiceSwitches = {
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
} as const;
