/**
 * The part of the provider that the commands in `cli/` use. Biome rejects imports of other provider paths there. These
 * names are internal to this package and can change in any version.
 */

import type { Settings } from "./config/settings";

export { parseConnectionId } from "./api/approvalTargets";
export { Catalog } from "./api/catalog";
export { Connectors, type LandingZoneType } from "./api/connectors";
export { FlowService } from "./api/flowService";
export { isHarmlessLandingZoneKey } from "./api/landingZone";
export { Madconnect, madconnectRealm } from "./api/madconnect";
export { PrivateEndpointConnections } from "./api/privateEndpointConnections";
export { SchemaRegistry } from "./api/schemaRegistry";
export { isOurs } from "./approval/match";
export { isHarmlessParam } from "./auth/harmless";
export { serviceParams } from "./auth/serviceParams";
export { isLoopback } from "./config/checks";
export {
  azureKeys,
  type ConfigKey,
  type ConfigKeyName,
  configKeys,
  namesOf,
  rowsOf,
  type Service,
  secretKeys,
} from "./config/keys";
export { aepRealm, placeName, type Scope, type ScopeValues } from "./config/realm";
export { type ConfigReader, Settings } from "./config/settings";
export { unknownKeyMessage, unknownKeys } from "./config/unknownKeys";
export { connectorsWith, paramLists } from "./connectors/lookup";
export {
  backendDigest,
  type NoteFile,
  projectFolder,
  readNotes,
  releaseNote,
  removeNote,
  rewriteNote,
} from "./host/noteFiles";
export { type Call, unlimitedCall } from "./http/call";
export { type Clock, systemClock } from "./http/clock";
export { rangesIn } from "./http/proxy/noProxy";
export { Proxies } from "./http/proxy/proxies";
export { LostResponseError, ServiceError } from "./http/serviceError";
export {
  classNameOf,
  factsOf,
  furtherPermissionsSentence,
  type Kind,
  kinds,
  namedReferencesOf,
  pluralOf,
  referencesOf,
  tokenOf,
} from "./kinds";
export type { ExportFacts } from "./kinds/facts";
export { check } from "./lifecycle/check";
export {
  type Context,
  comparedFields,
  fieldsAsWanted,
  idIn,
  realmOf,
  resourceContextOf,
  secretsIn,
  textsIn,
  viewOf,
} from "./lifecycle/context";
export { nameOf } from "./lifecycle/creation/adoption";
export { creationKey } from "./lifecycle/creation/creationKey";
export { type Finding, findByNote, findOnService, recoveredOutputs } from "./lifecycle/creation/recovery";
export type { Definition, Permanence } from "./lifecycle/definition";
export { diff, wantedFields } from "./lifecycle/diff";
export { asInputs } from "./lifecycle/inputs/entityInputs";
export { isMask, shownOnly } from "./lifecycle/inputs/writeOnly";
export { read } from "./lifecycle/read";
export { type Restoration, restorationOf } from "./lifecycle/replacement/restoration";
export type { ResourceUser } from "./lifecycle/resourceApi";
export { subjectOf } from "./lifecycle/subject";
export { quotedText, withIndentedLines, wordOrQuoted } from "./messages/foreignText";
export { didYouMean, nearest } from "./messages/nearest";
export { presentable, presentableJson, withInvisibleEscaped } from "./messages/presentable";
export { Problem } from "./messages/problem";
export { shortened } from "./messages/shortened";
export { definitions } from "./resources";
export { withTypeDefaults as withDescriptorDefaults } from "./resources/descriptor/inputs";
export { inputName as descriptorInput } from "./resources/descriptor/wire";
export { objectSchema } from "./resources/fields/jsonSchema";
export { treeOf } from "./resources/fields/namespaced";
export { areExpressible } from "./resources/fields/shape";
export { disablingIn, leftDisabled } from "./resources/flow/autoDisable";
export { failureText, newestFirst, type RunFailure, runFailures, runStatus } from "./resources/flow/runs";
export { clockTolerance } from "./resources/flow/schedule";
export { withProfileBlock } from "./resources/profile/datasetProfile";
export { deprecationWarnings } from "./resources/rules/deprecations";
export { heldAsDraft, isDraft } from "./resources/rules/drafts";
export { profileBatchesPerDay, runGuardrails } from "./resources/rules/guardrails";
export { expiryWarning } from "./resources/rules/keyExpiry";
export {
  isProfileEnabled,
  profileBatchesAdvice,
  profileBatchesWarning,
  runsPerDay,
} from "./resources/rules/profileBatches";
export { inReadableForm } from "./resources/spelling/schemaForms";
export { identityOfId } from "./resources/tenant/ids";
export { withPlaceholder } from "./resources/tenant/placeholder";
export { collectionIn } from "./resources/tenant/tenantId";
export type { CreationNote } from "./session/creation";
export type { ProfileFlow } from "./session/runRecord";
export { explanationOf, type SandboxProtection } from "./session/sandboxProtection";
export { type Dependencies, Session } from "./session/session";
export { isEmpty, isSame } from "./values/compare";
export {
  entryOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  numberOf,
  textOf,
  valueAt,
  withoutKeyAt,
  withoutUndefined,
  withValueAt,
} from "./values/json";
export { isMarkedSecret } from "./values/secretMark";
export { unknownValue } from "./values/unknown";

/** Describes how the configuration signs in to Azure. The module is loaded on demand. */
export async function azureSignInOf(settings: Settings): Promise<string> {
  const { azureSignIn } = await import("./signIn/azure.js");
  return azureSignIn(settings);
}

/** The authority of Azure that the provider sends requests to, if it does. The module is loaded on demand. */
export async function azureAuthorityOf(settings: Settings): Promise<string | undefined> {
  const { azureAuthority } = await import("./signIn/azure.js");
  return azureAuthority(settings);
}
