// Which browser scripts and tests use. It is CommonJS, because both can load that.
const { existsSync } = require("node:fs");

const known = {
  variable: "PULUMI_AEP_CHROMIUM",
  places: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
};

/**
 * The browser of a machine. If the variable is set, no other browser is used.
 *
 * @param {object} places
 * @param {string} places.variable - environment variable with the path of a browser
 * @param {readonly string[]} places.places - paths of other browsers, in their order
 * @param {NodeJS.ProcessEnv} environment
 * @param {(path: string) => boolean} exists
 * @returns {{ path: string, missing?: undefined } | { path?: undefined, missing: string }} its path, or what is missing
 *   and how to get it
 */
function browserIn({ variable, places }, environment, exists) {
  const chosen = environment[variable] ?? "";
  const path = (chosen === "" ? places : [chosen]).find(exists);
  if (path !== undefined) {
    return { path };
  }
  const missing =
    chosen === ""
      ? `no Chromium was found; install it with "apt-get update && apt-get install -y chromium", or set ${variable} to its path`
      : `${variable} names "${chosen}", which does not exist`;
  return { missing };
}

module.exports = { browserIn, installedBrowser: browserIn(known, process.env, existsSync) };
