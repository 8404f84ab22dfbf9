import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator/index";
import { Client, paths } from "../../emulator/testing/client.testing";
import { createWholePipeline, type WholePipeline } from "../../emulator/testing/pipeline.testing";
import { overflowOf, seriousViolations } from "../support/accessibility";
import { noBrowser, TestBrowser } from "../support/browser";

/** Environment variable with a folder: screenshots of all views are written there. */
const screenshotsVariable = "PULUMI_AEP_SCREENSHOTS";

/** Each view: its address, and a text that it shows when it is complete. */
const views: Readonly<Record<string, (ids: WholePipeline) => [address: string, text: string]>> = {
  contents: () => ["contents", "ACME flow"],
  "contents-empty": () => ["contents?search=nothing-has-this-name", "There is no such entity"],
  entity: ({ flow }) => [`entity/flows/${flow}`, "Refers to"],
  endpoint: ({ endpoint }) => [`entity/privateEndpoints/${endpoint}`, "Approve"],
  graph: ({ flow }) => [`graph/flows/${flow}`, "relations"],
  "graph-list": ({ flow }) => [`graph/flows/${flow}?as=list`, "Referred to by"],
  requests: () => ["requests", paths.connections],
  request: () => ["requests/2", "Request headers"],
  controls: () => ["controls", "throttled"],
};

const screenshots = process.env[screenshotsVariable];

/** The middle one is for pictures on pages of the documentation. */
const widths = screenshots === undefined ? [400, 1600] : [400, 1200, 1600];

describe.skipIf(noBrowser !== undefined)(noBrowser ?? "the views of the console", () => {
  let browser: TestBrowser;
  let emulator: RunningEmulator;
  let ids: WholePipeline;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    emulator = await startEmulator({ switches: { interactiveAuthoringRequired: false } });
    const client = new Client(emulator.url);
    await client.authorise();
    ids = await createWholePipeline(client);
    emulator.faults.add({ kind: "gatewayError", code: "429050", method: "GET", path: paths.flows });
    await client.get(paths.flows);
    await client.patch(`${paths.flows}/${ids.flow}`, [
      { op: "add", path: "/description", value: "Daily orders" },
    ]);
    emulator.faults.add({ kind: "throttled", path: paths.runs, times: 3 });
    emulator.clock.advance(90_000_000);
  });
  afterAll(async () => {
    await browser.close();
    await emulator.close();
  });

  const cases = Object.keys(views).flatMap((name) =>
    (["light", "dark"] as const).flatMap((theme) => widths.map((width) => ({ name, theme, width }))),
  );
  it.each(cases)("$name is accessible and fits in $theme at $width px", async ({ name, theme, width }) => {
    const [address, text] = views[name]?.(ids) ?? ["", ""];
    const { page, problems } = await browser.open(`${emulator.url}/#/${address}`, { width, theme });
    await page.getByText(text).first().waitFor();
    if (name === "graph") {
      await page.locator(".drawing[data-nodes]").waitFor();
    }
    if (screenshots !== undefined) {
      await page.screenshot({ path: path.join(screenshots, `${name}-${theme}-${width}.png`) });
    }
    expect(await overflowOf(page)).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
