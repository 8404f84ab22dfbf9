import { randomBytes, randomUUID } from "node:crypto";
import type { Emulator } from "../../core/emulator";
import { type JsonObject, stringAt } from "../../core/json";
import type { Stored } from "../../core/store";
import type { Switches } from "../../core/switches";
import { optionalObject, optionalText, requiredText } from "../../http/requestBody";
import { FlowServiceError } from "../../specs/errors";

/** The name of the collection of key pairs that the service generates. */
export const encryptionKeysName = "encryptionKeys";

/** The name of the collection of clients' own public keys, by which the service verifies signatures. */
export const customerKeysName = "customerKeys";

/** The documented lifetime of a key pair, which clients cannot choose: 180 days. */
const lifetimeMs = 180 * 24 * 3_600_000;

const algorithms: readonly string[] = ["PGP", "GPG"];

/** Fields of the request for a new key pair. */
export const encryptionKeyFields: readonly string[] = ["name", "encryptionAlgorithm", "params"];

/**
 * Creates a key pair. Its private key and its passphrase are not kept, because the emulator decrypts nothing.
 *
 * @throws FlowServiceError if the request lacks an algorithm or a passphrase.
 */
export function addEncryptionKey(emulator: Emulator, sandbox: string, body: JsonObject): Stored {
  const { clock } = emulator;
  const own = readKey(emulator, sandbox, body, encryptionKeysName);
  if (!stringAt(optionalObject(body, "params"), "passPhrase")) {
    throw new FlowServiceError("CONNECTOR-1205-400", "The passPhrase is missing in params");
  }
  // Not usable for encryption: no test needs a real key, but clients may decode it and look at its frame.
  const armored = `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${randomBytes(96).toString("base64")}\n-----END PGP PUBLIC KEY BLOCK-----\n`;
  return addKey(emulator, sandbox, encryptionKeysName, {
    ...own,
    publicKey: Buffer.from(armored).toString("base64"),
    keyType: "ENCRYPTION",
    expiryTime: String(Math.floor((clock.now() + lifetimeMs) / 1000)),
  });
}

/** Fields of the request that shares a client's own public key. */
export const customerKeyFields: readonly string[] = [...encryptionKeyFields, "publicKey"];

/**
 * Stores a client's own public key.
 *
 * @throws FlowServiceError if the request lacks an algorithm, or if the key is not encoded in Base64.
 */
export function addCustomerKey(emulator: Emulator, sandbox: string, body: JsonObject): Stored {
  const own = readKey(emulator, sandbox, body, customerKeysName);
  const publicKey = requiredText(body, "publicKey");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(publicKey)) {
    throw new FlowServiceError("CONNECTOR-1312-400", "The value of publicKey is not encoded in Base64");
  }
  // The sample request has a passphrase, which no text explains.
  optionalObject(body, "params");
  return addKey(emulator, sandbox, customerKeysName, { ...own, publicKey, keyType: "SIGN_VERIFICATION" });
}

/** Whether a key pair can no longer be used. */
export function isExpired({ clock }: Emulator, { entity }: Stored): boolean {
  return entity.expiryTime !== undefined && clock.now() >= Number(entity.expiryTime) * 1000;
}

/** A key as clients read it. */
export function keyEntity({ entity }: Stored, { encryptionKeyMembers }: Switches): JsonObject {
  if (encryptionKeyMembers === "newer") {
    return entity;
  }
  const { name: _name, keyType: _type, ...older } = entity;
  return older;
}

/** The members that both kinds of keys have. */
function readKey(emulator: Emulator, sandbox: string, body: JsonObject, collection: string): JsonObject {
  const { store, switches } = emulator;
  const name =
    switches.encryptionKeyName === "required" ? requiredText(body, "name") : optionalText(body, "name");
  const encryptionAlgorithm = stringAt(body, "encryptionAlgorithm") ?? "";
  if (!algorithms.includes(encryptionAlgorithm)) {
    throw new FlowServiceError(
      "CONNECTOR-1204-400",
      `The encryption algorithm ${encryptionAlgorithm || "(none)"} is not ${algorithms.join(" or ")}`,
    );
  }
  if (name !== undefined && switches.duplicateEncryptionKeyName === "refuse") {
    const twin = [...store.list(collection, sandbox)].find(({ entity }) => entity.name === name);
    if (twin !== undefined) {
      throw new FlowServiceError("CONNECTOR-1000-400", `Key ${twin.id} has the name ${name} already`);
    }
  }
  return { encryptionAlgorithm, ...(name === undefined ? {} : { name }) };
}

function addKey(
  { store, clock }: Emulator,
  sandbox: string,
  collection: string,
  { encryptionAlgorithm = "", name, ...rest }: JsonObject,
): Stored {
  const id = randomUUID();
  const entity = { encryptionAlgorithm, ...(name === undefined ? {} : { name }), publicKeyId: id, ...rest };
  return store.add(collection, sandbox, id, entity, { createdAt: clock.now() });
}
