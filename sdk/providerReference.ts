import type { Kind } from "../provider/kinds";

/**
 * The text that stands in the state of every resource and by which the engine's dynamic-provider host finds our
 * provider. It is compared and stored, so it is a contract with every existing state: never rename the package, the
 * subpath or a kind.
 *
 * A constant text, and not a provider object for Pulumi to serialize, because the host runs it for every call and the
 * engine stores it twice a resource: with the 2 000 bytes that serialization makes, 500 resources took 41-43 s to
 * come up and 3.3 MB of state, with these 105 bytes 19-20 s and 1.2 MB. A serialized object also differs between a
 * program in this package's own folder, a linked package and an installed one; this text is the same everywhere.
 */
export function providerReference(kind: Kind): string {
  return `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${kind};`;
}
