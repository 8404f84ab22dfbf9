const manifest: Readonly<{
  version: string;
  engines: Readonly<Record<string, string>>;
  peerDependencies: Readonly<Record<string, string>>;
}> = require("pulumi-aep/package.json");

/** The version of this package. */
export const ownVersion = manifest.version;

const sdk = lowestIn(manifest.peerDependencies["@pulumi/pulumi"]);

/** The lowest versions that work. `package.json` holds those of Node.js and the SDK, because npm checks them too. */
export const lowest = {
  /** Node.js: undici, the HTTP client, supports no older one. */
  node: lowestIn(manifest.engines.node),
  /** The Node.js SDK, `@pulumi/pulumi`. */
  sdk,
  /** The Pulumi CLI with its engine, which must not be older than the SDK. */
  pulumi: sdk,
  /** The Pulumi CLI for `pulumi import --file`: older ones ignore outputs, without which dynamic resources fail. */
  pulumiForImport: "3.254.0",
} as const;

/** Whether a version such as `v3.259.0` is at least another one such as `3.249`. */
export function isAtLeast(version: string, other: string): boolean {
  const [have, want] = [partsOf(version), partsOf(other)];
  const difference = have.map((part, index) => part - (want[index] ?? 0)).find((part) => part !== 0);
  return (difference ?? 0) >= 0;
}

/**
 * Why this package cannot run with a version of Node.js; `undefined` if it can.
 *
 * @param version - without a `v`, as `process.versions.node` contains it.
 */
export function nodeProblem(version: string): string | undefined {
  return isAtLeast(version, lowest.node)
    ? undefined
    : `pulumi-aep requires Node.js ${lowest.node} or newer, and this is Node.js ${version}.\n` +
        "Install a newer Node.js, and put it first in PATH.";
}

/** The lowest version in a range such as `^3.249.0` or `>=22.19.0`. */
function lowestIn(range: string | undefined): string {
  const [version] = /\d+(\.\d+)*/.exec(range ?? "") ?? [];
  if (version === undefined) {
    throw new Error(`package.json contains the range ${range}, which has no lowest version`);
  }
  return version;
}

function partsOf(version: string): readonly number[] {
  const [, ...parts] = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version) ?? [];
  return [0, 1, 2].map((index) => Number(parts[index] ?? 0));
}
