// node bench/console.mjs: what the emulator's console costs, as JSON. It requires Chromium and a build.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { chromiumAdvice, startChromium } from "../scripts/chromium.mjs";
import { checkout } from "../scripts/paths.mjs";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */

const entities = 2_000;
const requests = 10_000;
const pairs = 1_000;
const repeats = 5;

const started = await startChromium();
if (started === undefined) {
  throw new Error(`There is no browser: ${chromiumAdvice}.`);
}
const browser = started;
const empty = await startEmulator();
const full = await startEmulator();
try {
  await fill(full.url);
  console.log(
    JSON.stringify(
      {
        entities,
        requests,
        firstView: {
          emptyMs: await shownAfter(empty.url, "#/contents", "ul.entities, .contents .empty"),
          fullMs: await shownAfter(full.url, "#/contents", "ul.entities"),
        },
        wholeGraph: {
          emptyMs: await shownAfter(empty.url, "#/graph?whole=1", ".drawing[data-nodes], .graph .empty"),
          fullMs: await shownAfter(full.url, "#/graph?whole=1", ".drawing[data-nodes]"),
        },
        requestTime: await costOfWatching(full.url),
      },
      null,
      1,
    ),
  );
} finally {
  await browser.close();
  empty.stop();
  full.stop();
}

/** @returns {Promise<{ url: string, stop: () => void }>} */
async function startEmulator() {
  const program = spawn(process.execPath, [join(checkout, "emulator/bin/aep-emulator.js")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(program.stdout, "data");
  return { url: String(line).replace("ready ", "").trim(), stop: () => program.kill() };
}

/**
 * Fills an emulator with pipelines of five entities each, and its log with reads.
 * @param {string} url
 */
async function fill(url) {
  const send = await client(url);
  const azureBlob = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" };
  const flowService = "/data/foundation/flowservice";
  for (let index = 0; index < entities / 5; index += 1) {
    const schema = await send("POST", "/data/foundation/schemaregistry/tenant/schemas", {
      title: `Schema ${index}`,
      type: "object",
      allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }],
    });
    await send("POST", "/data/foundation/catalog/dataSets", {
      name: `Dataset ${index}`,
      schemaRef: { id: schema.$id, contentType: "application/vnd.adobe.xed-full+json;version=1" },
    });
    const base = await send("POST", `${flowService}/connections`, {
      name: `Base ${index}`,
      auth: { specName: "ConnectionString", params: { connectionString: "AccountName=a;AccountKey=b" } },
      connectionSpec: azureBlob,
    });
    for (const part of ["orders", "returns"]) {
      await send("POST", `${flowService}/sourceConnections`, {
        name: `Source ${index} of ${part}`,
        baseConnectionId: base.id,
        connectionSpec: azureBlob,
        data: { format: "delimited" },
        params: { path: `${part}/*.csv`, type: "folder" },
      });
    }
  }
  for (let index = entities; index < requests; index += 1) {
    await send("GET", `${flowService}/connections?limit=1`);
  }
}

/**
 * @param {string} url
 * @returns {Promise<(method: string, path: string, body?: object) => Promise<Record<string, string>>>}
 */
async function client(url) {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: "emulator-client",
    client_secret: "emulator-secret",
    scope: "openid",
  });
  const { access_token: token } = /** @type {{ access_token: string }} */ (
    await (await fetch(`${url}/ims/token/v3`, { method: "POST", body: form })).json()
  );
  return async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "x-api-key": "emulator-client",
        "x-gw-ims-org-id": "EMULATOR@AdobeOrg",
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return JSON.parse(text);
  };
}

/**
 * The median time from the start of a new page until an element is shown, in milliseconds.
 * @param {string} url
 * @param {string} hash
 * @param {string} selector
 */
async function shownAfter(url, hash, selector) {
  const times = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const page = await browser.newPage();
    const began = performance.now();
    await page.goto(`${url}/${hash}`);
    await page.locator(selector).first().waitFor();
    times.push(performance.now() - began);
    await page.close();
  }
  return Math.round(median(times));
}

/**
 * Medians of request times with the console closed and open, in pairs of blocks, so that both meet the same machine.
 * @param {string} url
 */
async function costOfWatching(url) {
  const send = await client(url);
  const block = 50;
  /** @type {Record<"closed" | "open", number[]>} */
  const times = { closed: [], open: [] };
  for (let index = 0; index < pairs / block; index += 1) {
    for (const state of /** @type {const} */ (["closed", "open"])) {
      /** @type {Page | undefined} */
      let page;
      if (state === "open") {
        page = await browser.newPage();
        await page.goto(`${url}/#/requests`);
        await page.locator("ul.requests").waitFor();
      }
      for (let request = 0; request < block; request += 1) {
        const began = performance.now();
        await send("GET", "/data/foundation/flowservice/connections?limit=1");
        times[state].push(performance.now() - began);
      }
      await page?.close();
    }
  }
  const [closedMs, openMs] = [median(times.closed), median(times.open)];
  return { closedMs, openMs, ratio: openMs / closedMs };
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
