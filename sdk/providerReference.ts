import type { Kind } from "../provider/kinds";

/**
 * The text in the state of every resource with which the engine's dynamic-provider host loads the provider of a kind.
 * It is stored and compared, so it is a contract with every existing state: never rename the package, the subpath or a
 * kind.
 *
 * It is a constant text instead of a provider object that Pulumi serializes, because the host runs it for every call
 * and the engine stores it twice per resource. With the 2 000 bytes of a serialized object, `up` of 500 resources took
 * 41-43 s and wrote 3.3 MB of state; with these 105 bytes it took 19-20 s and wrote 1.2 MB. A serialized object also
 * differs between a program in this package's folder, a linked package and an installed package; this text is the same
 * everywhere.
 */
export function providerReference(kind: Kind): string {
  return `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${kind};`;
}
