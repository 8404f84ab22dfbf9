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
 * @returns {{ usable: boolean, lacks?: string }}
 */
export function judgeEngine(version) {
  // Without `configure` the provider receives no stack config and cannot work.
  if (isOlder(version, [3, 139, 0])) {
    return { usable: false, lacks: "before 3.139 Pulumi does not pass stack config to dynamic providers" };
  }
  if (isOlder(version, [3, 254, 0])) {
    return { usable: true, lacks: "before 3.254 Pulumi cannot import from files that contain outputs" };
  }
  return { usable: true };
}
