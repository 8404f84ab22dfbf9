import { z } from "zod";
import { Connectors, publicKeys } from "../api/connectors";
import { FlowService } from "../api/flowService";
import type { Scope } from "../config/realm";
import { ServiceError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { quotedText } from "../messages/foreignText";
import { type JsonObject, textOf } from "../values/json";
import { expiryWarning } from "./rules/keyExpiry";
import { text } from "./shapes";
import { flowsUsing } from "./users";

/** Inputs of a public key. */
export const publicKeyInputs = z.strictObject({
  name: text.optional(),
  encryptionAlgorithm: z.enum(["PGP", "GPG"]),
  params: z.strictObject({ passPhrase: text }),
  onDestroy: z.enum(["retain", "deleteKey"]).optional(),
});

/**
 * Public key for encrypted files. AEP creates the key pair and keeps the private key. Its Pulumi id is its `publicKeyId`. It
 * cannot be changed. By default the provider does not delete it: without the private key, files that are encrypted already
 * could never be decrypted.
 */
export const publicKey: Definition<Scope> = {
  ...kindFacts.publicKey,
  inputs: publicKeyInputs,
  defaults: { onDestroy: "retain" },
  // The new key exists before flows are updated to use it.
  replaceOnChange: {
    name: "createFirst",
    encryptionAlgorithm: "createFirst",
    "params.passPhrase": "createFirst",
  },
  idKey: "publicKeyId",
  listBeforeCreate: true,
  consequence: () =>
    "flows that refer to it use the new key from their next run on, and cannot decrypt files that are encrypted with the old one.",
  recordedDoubts: (id, recorded, session) => {
    const warning = expiryWarning(id, recorded, session.platformNow());
    return warning === undefined ? [] : [warning];
  },

  api: ({ session, scope, call }) => {
    const connectors = new Connectors(session.gateway("aep", call), scope);
    const flowService = new FlowService(session.gateway("aep", call), scope);
    return {
      create: async (body) => {
        const { id, key } = await connectors.createPublicKey(body);
        return { id, outputs: outputsIn(key) };
      },
      read: (id) => connectors.getPublicKey(id),
      listing: {
        collection: publicKeys,
        idKey: "publicKeyId",
        pages: async function* () {
          yield await connectors.listPublicKeys();
        },
      },
      delete: async (id, recorded) => {
        if (recorded.onDestroy !== "deleteKey") {
          call.report(`${onlyForgotten(id, recorded)} A key with onDestroy: "deleteKey" is deleted.`);
          return;
        }
        try {
          await connectors.deletePublicKey(id);
        } catch (error) {
          if (!isUnsupported(error)) {
            throw error;
          }
          call.report(`${onlyForgotten(id, recorded)} AEP does not offer to delete it here.`);
        }
      },
      list: () => connectors.listPublicKeys(),
      // Nothing prevents that a key is only removed from the state.
      users: async (id, recorded) =>
        recorded.onDestroy === "deleteKey"
          ? flowsUsing(flowService, `transformations[].params.publicKeyId==${id}`, id)
          : [],
    };
  },
  outlives: ({ onDestroy }) => (onDestroy === "deleteKey" ? undefined : 'onDestroy is "retain"'),
  view: withTextTime,
};

function onlyForgotten(id: string, { name, sandbox }: JsonObject): string {
  const title = name === undefined ? "" : ` ${quotedText(textOf(name))}`;
  return (
    `The public key${title} (${id}) is removed from the state only. The key pair stays in sandbox ${textOf(sandbox)} ` +
    "until it expires, so that files that are encrypted with it can still be decrypted."
  );
}

// Older guides have no DELETE. Then the method is refused, or the route is unknown, for which the gateway returns a page.
function isUnsupported(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    (error.status === 405 || (error.status === 404 && error.body === undefined))
  );
}

function outputsIn(key: JsonObject): JsonObject {
  const { publicKey: text, expiryTime } = withTextTime(key);
  return { publicKey: text, expiryTime };
}

// The documented samples have the time as text; a number would be the same time.
function withTextTime(key: JsonObject): JsonObject {
  const { expiryTime } = key;
  return typeof expiryTime === "number" ? { ...key, expiryTime: String(expiryTime) } : key;
}
