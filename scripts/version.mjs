/** @typedef {[major: number, minor: number, patch: number]} Version */

/**
 * @param {string} text as `pulumi version` prints it
 * @returns {Version | undefined}
 */
export function parseVersion(text) {
  const found = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text.trim());
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined;
}

/**
 * @param {Version} version
 * @param {Version} least
 */
export function isOlder(version, least) {
  const place = version.findIndex((part, index) => part !== least[index]);
  return place !== -1 && /** @type {number} */ (version[place]) < /** @type {number} */ (least[place]);
}

/**
 * Checks what a Pulumi CLI of this version lacks for this project.
 * @param {Version} version
 * @param {{ lowest: Version, sdk: Version }} requirements the lowest usable version, and the installed `@pulumi/pulumi`
 * @returns {{ usable: boolean, lacks?: string }}
 */
export function judgeEngine(version, { lowest, sdk }) {
  if (isOlder(version, lowest)) {
    return { usable: false, lacks: `pulumi-aep requires ${lowest.join(".")}` };
  }
  if (isOlder(version, sdk)) {
    return {
      usable: true,
      lacks: `@pulumi/pulumi is ${sdk.join(".")}, so a preview can show replacements that up does not make`,
    };
  }
  return { usable: true };
}
