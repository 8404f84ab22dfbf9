import { call, type InvokeOptions, notFound, outputForm, type SandboxOption } from "./call";

/** A public key as returned by the service. */
export interface PublicKeyResult {
  /** Id of the key, which the step `Encryption` of a flow needs. */
  publicKeyId: string;
  /** Name of the key pair. Several may have the same name. */
  name?: string;
  /** Encryption algorithm: `PGP` or `GPG`. */
  encryptionAlgorithm?: string;
  /** The public key, in base64: decode it before you encrypt files with it. */
  publicKey: string;
  /** Type of the key, as the service names it. */
  keyType?: string;
  /** Time at which the key expires, in seconds since the epoch, as text. */
  expiryTime?: string;
}

/** Arguments of {@link getPublicKey}. */
export interface GetPublicKeyArgs extends SandboxOption {
  /** Id of the key: its `publicKeyId`. */
  id: string;
}

/**
 * Reads a public key. It fails if there is no such key in the sandbox. (Guide "Encrypted data ingestion", "Retrieve
 * encryption keys by ID".)
 *
 * @example const { publicKey } = await aep.getPublicKey({ id });
 */
export function getPublicKey(args: GetPublicKeyArgs, opts?: InvokeOptions): Promise<PublicKeyResult> {
  return call("getPublicKey", args, opts, async (services) => {
    const key = await services.connectors.getPublicKey(args.id);
    if (key === undefined) {
      throw notFound("public key", args.id, services);
    }
    return shown(key);
  });
}

/** {@link getPublicKey} with outputs as arguments and as result. */
export const getPublicKeyOutput = outputForm(getPublicKey);

/**
 * Lists the public keys of a sandbox. (Guide "Encrypted data ingestion", "Retrieve encryption keys".)
 *
 * @example const keys = await aep.getPublicKeys();
 */
export function getPublicKeys(args: SandboxOption = {}, opts?: InvokeOptions): Promise<PublicKeyResult[]> {
  return call("getPublicKeys", args, opts, async ({ connectors }) => {
    return (await connectors.listPublicKeys()).map(shown);
  });
}

/** {@link getPublicKeys} with outputs as arguments and as result. */
export const getPublicKeysOutput = outputForm(getPublicKeys);

function shown(key: object): PublicKeyResult {
  return key as PublicKeyResult;
}
