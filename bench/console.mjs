// node bench/console.mjs [--entities 2000] [--requests 10000] [--views 11] [--pairs 1000]: what the emulator's console
// costs, as JSON. It requires Chromium, a build, and a machine without other load.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { noChromium, startChromium } from "../scripts/chromium.mjs";
import { checkout } from "../scripts/paths.mjs";
import { median } from "./statistics.mjs";

const { values: options } = parseArgs({
  options: {
    entities: { type: "string", default: "2000" },
    requests: { type: "string", default: "10000" },
    views: { type: "string", default: "11" },
    pairs: { type: "string", default: "1000" },
  },
});
const entities = Number(options.entities);
const requests = Number(options.requests);
const views = Number(options.views);
const pairs = Number(options.pairs);

/** Pairs of requests between two changes of whether the console is open. */
const pairsPerBlock = 100;

const started = await startChromium();
if (started === undefined) {
  throw new Error(`The benchmark needs a browser: ${noChromium}.`);
}
const browser = started;
const [empty, full, unwatched] = await Promise.all([startEmulator(), startEmulator(), startEmulator()]);
try {
  await Promise.all([fill(full.url), fill(unwatched.url)]);
  const lists = await shownAfter("#/contents", "ul.entities, .contents .empty");
  const graphs = await shownAfter("#/graph?whole=1", ".drawing[data-nodes], .graph .empty");
  console.log(
    JSON.stringify(
      {
        entities,
        requests,
        firstView: { ...lists, ratio: rounded(lists.fullMs / lists.emptyMs) },
        wholeGraph: { ...graphs, moreMs: rounded(graphs.fullMs - graphs.emptyMs) },
        requestTime: await costOfWatching(),
      },
      null,
      1,
    ),
  );
} finally {
  await browser.close();
  for (const { stop } of [empty, full, unwatched]) {
    stop();
  }
}

/** @returns {Promise<{ url: string, stop: () => void }>} */
async function startEmulator() {
  const program = spawn(process.execPath, [join(checkout, "emulator/bin/aep-emulator.js")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await Promise.race([
    once(program.stdout, "data"),
    once(program, "exit").then(([code]) => {
      throw new Error(`the emulator ended with code ${code}`);
    }),
  ]);
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
 * The median times from the start of a new page until an element is on the screen, in milliseconds: for the empty and
 * the full emulator in turn, so that both meet the same machine.
 * @param {string} hash
 * @param {string} selector
 */
async function shownAfter(hash, selector) {
  /** @type {{ empty: number[], full: number[] }} */
  const times = { empty: [], full: [] };
  for (let view = -1; view < views; view += 1) {
    for (const name of inTurn(/** @type {const} */ (["empty", "full"]), view)) {
      const took = await timeOfView(`${name === "empty" ? empty.url : full.url}/${hash}`, selector);
      // The first view of each emulator also measures caches that are cold once only.
      if (view >= 0) {
        times[name].push(took);
      }
    }
  }
  return { emptyMs: rounded(median(times.empty)), fullMs: rounded(median(times.full)) };
}

/**
 * @param {string} url
 * @param {string} selector
 */
async function timeOfView(url, selector) {
  const page = await browser.newPage();
  const began = performance.now();
  await page.goto(url);
  await page.locator(selector).first().waitFor();
  // An element exists before it is drawn, which takes much of the time of a large graph. As text, because these names
  // exist in the page only.
  await page.evaluate(
    "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))",
  );
  const took = performance.now() - began;
  await page.close();
  return took;
}

/**
 * Request times of two emulators with the same content, in pairs of one request to each. While the console is open, it
 * shows the requests of the first. The pairs with the console closed show how far the emulators differ on their own,
 * and what the browser costs both by the time of the processor alone.
 */
async function costOfWatching() {
  const send = { watched: await client(full.url), unwatched: await client(unwatched.url) };
  const times = {
    open: { watched: emptyList(), unwatched: emptyList() },
    closed: { watched: emptyList(), unwatched: emptyList() },
  };
  for (let done = 0; done < pairs; done += pairsPerBlock) {
    for (const state of inTurn(/** @type {const} */ (["open", "closed"]), done / pairsPerBlock)) {
      const page = state === "open" ? await browser.newPage() : undefined;
      await page?.goto(`${full.url}/#/requests`);
      await page?.locator("ul.requests").waitFor();
      for (let pair = 0; pair < Math.min(pairsPerBlock, pairs - done); pair += 1) {
        for (const which of inTurn(/** @type {const} */ (["watched", "unwatched"]), pair)) {
          const began = performance.now();
          await send[which]("GET", "/data/foundation/flowservice/connections?limit=1");
          times[state][which].push(performance.now() - began);
        }
      }
      await page?.close();
    }
  }
  return { open: compared(times.open), closed: compared(times.closed) };
}

/** @returns {number[]} */
function emptyList() {
  return [];
}

/**
 * The medians of both emulators.
 * @param {{ watched: readonly number[], unwatched: readonly number[] }} times
 */
function compared({ watched, unwatched: others }) {
  const [watchedMs, unwatchedMs] = [median(watched), median(others)];
  return {
    pairs: watched.length,
    watchedMs: rounded(watchedMs),
    unwatchedMs: rounded(unwatchedMs),
    ratio: rounded(watchedMs / unwatchedMs),
  };
}

/**
 * Two candidates in alternating order, so that neither is always the first.
 * @template Candidate
 * @param {readonly [Candidate, Candidate]} both
 * @param {number} turn
 * @returns {readonly [Candidate, Candidate]}
 */
function inTurn([one, other], turn) {
  return turn % 2 === 0 ? [one, other] : [other, one];
}

/** @param {number} value */
function rounded(value) {
  return Number(value.toPrecision(4));
}
