import { customerKeysName, encryptionKeysName, isExpired } from "../../connectors/encryption/encryptionKeys";
import type { Emulator } from "../../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "../../core/json";
import { isLiving } from "../../core/living";
import type { Sandbox } from "../../core/options";
import type { Stored } from "../../core/store";
import { FlowServiceError } from "../../specs/errors";

/** The keys that an Encryption transformation names, and the collections that hold them. */
const keyParameters = [
  ["publicKeyId", encryptionKeysName],
  ["signVerificationKeyId", customerKeysName],
] as const;

/** Refuses a flow whose Encryption transformation names no key, an unknown one or an expired one. */
export function checkEncryption(
  emulator: Emulator,
  sandbox: Sandbox,
  transformations: readonly JsonObject[],
): void {
  for (const parameters of encryptionsOf(transformations)) {
    if (stringAt(parameters, "publicKeyId") === undefined) {
      throw new FlowServiceError(
        "CONNECTOR-1309-400",
        "The Encryption transformation is invalid because publicKeyId is missing in its params",
      );
    }
    for (const [name, collection] of keyParameters) {
      const id = stringAt(parameters, name);
      if (id !== undefined) {
        checkKey(emulator, name, emulator.store.get(collection, sandbox.name, id));
      }
    }
  }
}

function checkKey(emulator: Emulator, name: string, key: Stored | undefined): void {
  if (key === undefined) {
    if (emulator.switches.publicKeyExistence === "refuse") {
      throw new FlowServiceError("CONNECTOR-1311-400", `The ${name} in the params is invalid`);
    }
    return;
  }
  if (isExpired(emulator, key)) {
    throw new FlowServiceError("CONNECTOR-1310-400", `The ${name} in the params is expired`);
  }
}

/** The ids of the flows whose Encryption transformation names a key. */
export function flowsWithKey(emulator: Emulator, { id, sandbox }: Stored): string[] {
  return [...emulator.store.list("flows", sandbox)]
    .filter((flow) => isLiving(emulator, flow))
    .filter(({ entity }) => {
      const { transformations } = entity;
      const encryptions = encryptionsOf(Array.isArray(transformations) ? transformations : []);
      return encryptions.some((parameters) => keyParameters.some(([name]) => parameters[name] === id));
    })
    .map((flow) => flow.id);
}

function encryptionsOf(transformations: readonly Json[]): JsonObject[] {
  return transformations
    .filter((one) => isJsonObject(one) && one.name === "Encryption")
    .map((one) => objectAt(one, "params"));
}
