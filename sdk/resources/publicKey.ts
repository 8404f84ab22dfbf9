import * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { publicKeyInputs } from "../../provider/resources/publicKey";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";

/** Parameters of the creation of a key pair. */
export interface PublicKeyParamsArgs {
  /**
   * Passphrase of the key pair, not empty. AEP stores it in a vault and never returns it; the provider stores it encrypted
   * in the state. A change replaces the key.
   */
  passPhrase: pulumi.Input<string>;
}

/**
 * Arguments of {@link PublicKey}. The API has no update: a change of an argument other than `onDestroy` replaces the key. The
 * new one is created first.
 */
export interface PublicKeyArgs extends SandboxArgs {
  /** Name of the key pair in AEP. It does not have to be unique. Default: none. A change replaces the key. */
  name?: pulumi.Input<string>;
  /** Encryption algorithm of the files: `PGP` or `GPG`. A change replaces the key. */
  encryptionAlgorithm: pulumi.Input<"PGP" | "GPG">;
  /** Parameters of the creation. They are always secret. A change replaces the key. */
  params: pulumi.Input<PublicKeyParamsArgs>;
  /**
   * What happens in AEP when the resource is deleted or replaced: `retain` keeps the key pair until it expires, so that
   * files that are encrypted with it can still be decrypted; `deleteKey` deletes it, also the private key. Default:
   * `retain`, with a message in the update. It is never sent; a change is recorded without a request.
   */
  onDestroy?: pulumi.Input<"retain" | "deleteKey">;
}

/** @internal Compile-time check of the arguments. */
export type PublicKeyArgsShape = Expect<SameShape<PublicKeyArgs, typeof publicKeyInputs>>;

/**
 * A public key with which files are encrypted that a flow ingests: AEP creates a key pair, keeps the private key and
 * decrypts the files with it. (Guide "Encrypted data ingestion", "Create encryption key pair".) Its Pulumi id is the
 * `publicKeyId` that the step `Encryption` of a flow needs.
 *
 * **The key expires** after 180 days. `pulumi preview`, `pulumi up` and `npx pulumi-aep doctor` warn 30 days before. A
 * change of `name` creates another key: flows that refer to `key.id` are then updated in place, and files must be
 * encrypted with the new key from then on.
 *
 * **By default, the key pair is not deleted.** `pulumi destroy` and a replacement remove it from the state and report that;
 * it stays in AEP until it expires. `onDestroy: "deleteKey"` deletes it.
 *
 * @example
 * const key = new aep.PublicKey("orders", {
 *   name: "ACME orders 2027-01",
 *   encryptionAlgorithm: "PGP",
 *   params: { passPhrase: config.requireSecret("passPhrase") },
 * });
 * const step: aep.EncryptionTransformationArgs = { name: "Encryption", params: { publicKeyId: key.id } };
 */
export class PublicKey extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("publicKey");

  /** Name of the key pair. */
  declare public readonly name: pulumi.Output<string | undefined>;
  /** Encryption algorithm of the files. */
  declare public readonly encryptionAlgorithm: pulumi.Output<string>;
  /** Parameters of the creation, as given by the program. */
  declare public readonly params: pulumi.Output<
    | {
        /** Passphrase of the key pair. Secret. */
        passPhrase: string;
      }
    | undefined
  >;
  /** What happens in AEP when the resource is deleted: `retain` or `deleteKey`. */
  declare public readonly onDestroy: pulumi.Output<string>;
  /** The public key, in base64: decode it before you encrypt files with it. */
  declare public readonly publicKey: pulumi.Output<string>;
  /** Time at which the key expires, in seconds since the epoch, as text. */
  declare public readonly expiryTime: pulumi.Output<string>;

  /**
   * Declares a public key, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the public key
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: PublicKeyArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("publicKey", name, { ...args, params: secretParams(args.params) }, opts, { ...args }));
  }

  /** Reads an existing public key by its id, to use it without managing it. The result contains no passphrase. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): PublicKey {
    const { args, opts } = existing(id, options);
    return new PublicKey(name, args as PublicKeyArgs, opts);
  }

  /** Whether an object is a public key, also one of another copy of this package. */
  static isInstance(object: unknown): object is PublicKey {
    return hasType(object, PublicKey.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type PublicKeyOutputs = Expect<DeclaresOutputs<PublicKey, "publicKey">>;

// A `get` has no arguments.
function secretParams(params: PublicKeyArgs["params"] | undefined) {
  return params === undefined ? undefined : pulumi.secret(params);
}
