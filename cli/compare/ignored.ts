import {
  factsOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  type Kind,
} from "../../provider/cliApi";

/** An input that is not compared. */
export interface Ignored {
  /** Dotted path; `*` is every member of a list. */
  readonly path: string;
  readonly reason: string;
}

const form = (of: string) => `another form of ${of}, which is compared`;
const definitionsForm = { path: "definitions", reason: form("fields") };
const permission = {
  path: "allowBreaking",
  reason: "it is a permission for one update, which AEP does not store",
};
const notStored = "only the program has it: AEP does not store it";

/** The inputs of every kind that are not compared, and why. docs/compare.md lists them. */
export const ignoredInputs: Readonly<Record<Kind, readonly Ignored[]>> = {
  privateEndpoint: [],
  // The whole kind is ignored.
  azurePrivateEndpointApproval: [],
  dataType: [definitionsForm, permission],
  fieldGroup: [definitionsForm, permission],
  schemaClass: [definitionsForm, permission],
  schema: [
    { path: "type", reason: "it is always object" },
    { path: "classId", reason: form("allOf") },
    { path: "fieldGroupIds", reason: form("allOf") },
    permission,
  ],
  identityNamespace: [],
  descriptor: [],
  profileEnablement: [{ path: "descriptorIds", reason: "it only orders creations and deletions" }],
  dataset: [
    { path: "profile", reason: form("tags") },
    { path: "profile.enablementId", reason: "it only orders creations and deletions" },
    { path: "forceDestroy", reason: notStored },
  ],
  mergePolicy: [],
  baseConnection: [{ path: "auth.params", reason: "secrets; parameters that AEP returns are compared" }],
  sourceConnection: [],
  targetConnection: [],
  mappingSet: [{ path: "xdmVersion", reason: "it is a version of the schema in its sandbox" }],
  publicKey: [
    { path: "params", reason: "it contains the passphrase, which AEP does not return" },
    { path: "onDestroy", reason: notStored },
  ],
  flow: [
    { path: "scheduleParams.startTime", reason: "each sandbox starts its flows at another time" },
    { path: "startTimeIfPast", reason: notStored },
    { path: "reenable", reason: notStored },
    { path: "transformations.*.params.mappingVersion", reason: "it counts the changes in its sandbox" },
    {
      path: "transformations.*.params.signVerificationKeyId",
      reason: "it is the id of a key that AEP does not list",
    },
  ],
  madconnectConnection: [
    { path: "srcConfigurationId", reason: "MadConnect does not return it" },
    { path: "destConfigurationId", reason: "MadConnect does not return it" },
    { path: "srcConnectionConfig", reason: "MadConnect masks its values" },
    { path: "destConnectionConfig", reason: "MadConnect masks its values" },
  ],
};

/** The kinds that are not compared, and why. */
export const ignoredKinds: Readonly<Partial<Record<Kind, string>>> = {
  azurePrivateEndpointApproval: "Azure has it, not AEP; the state of the endpoint follows from it",
};

/** Fields of an entity without the inputs that are not compared. Secrets were removed before. */
export function withoutIgnored(kind: Kind, fields: JsonObject): JsonObject {
  const holders = Object.keys(factsOf(kind).writeOnly ?? {});
  return ignoredInputs[kind]
    .filter(({ path }) => !holders.includes(path))
    .reduce((copy, { path }) => {
      const rest = withoutAt(copy, path.split("."));
      return isJsonObject(rest) ? rest : copy;
    }, fields);
}

function withoutAt(value: Json, [key = "", ...rest]: readonly string[]): Json {
  if (isJsonArray(value)) {
    return key === "*" ? value.map((member) => withoutAt(member, rest)) : value;
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) {
    return value;
  }
  const { [key]: inner, ...others } = value;
  return rest.length === 0 ? others : { ...others, [key]: withoutAt(inner, rest) };
}
