// Finds and starts Chromium, for scripts. Tests do the same in test/support/browser.ts.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { checkout } from "./paths.mjs";

/** @type {{ variable: string, places: string[] }} */
const { variable, places } = JSON.parse(readFileSync(join(checkout, "scripts", "chromium.json"), "utf8"));

/** What to do on a machine without a browser. */
export const chromiumAdvice = `install Chromium with "apt-get update && apt-get install -y chromium", or set ${variable} to its path`;

/**
 * Starts the browser without a window.
 *
 * @returns {Promise<import("playwright-core").Browser | undefined>} `undefined` if this machine has none
 */
export async function startChromium() {
  const executablePath = [process.env[variable] ?? "", ...places].find((place) => existsSync(place));
  if (executablePath === undefined) {
    return undefined;
  }
  // Chromium refuses to run as root with its sandbox, and a container's /dev/shm may be too small.
  const args = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"];
  return chromium.launch({ executablePath, args });
}
