// Starts Chromium, for scripts. Tests do the same in test/support/browser.ts.
import { chromium } from "playwright-core";
import { installedBrowser } from "./chromium-path.cjs";

/** Why this machine has no browser, and what to do; undefined if it has one. */
export const noChromium = installedBrowser.missing;

/**
 * Starts the browser without a window.
 *
 * @returns {Promise<import("playwright-core").Browser | undefined>} `undefined` if this machine has none
 */
export async function startChromium() {
  if (installedBrowser.path === undefined) {
    return undefined;
  }
  // Chromium refuses to run as root with its sandbox, and a container's /dev/shm may be too small.
  const args = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"];
  return chromium.launch({ executablePath: installedBrowser.path, args });
}
