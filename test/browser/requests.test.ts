import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionBody } from "../../emulator/testing/bodies.testing";
import { paths, start } from "../../emulator/testing/client.testing";
import { noBrowser, TestBrowser } from "../support/browser";

describe.skipIf(noBrowser !== undefined)(noBrowser ?? "the requests in the console", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
  });
  afterAll(() => browser.close());

  it("shows requests as they arrive, with their status, duration and fault", async () => {
    const { emulator, client } = await start();
    const { page, problems } = await browser.open(`${emulator.url}/#/requests`);
    await page.getByText("Live", { exact: true }).waitFor();
    emulator.faults.add({ kind: "gatewayError", code: "429050", method: "GET", path: paths.flows });
    await client.post(paths.connections, connectionBody);
    await client.get(paths.flows);
    const rows = page.locator("ul.requests a");
    await rows
      .filter({ hasText: paths.flows })
      .filter({ hasText: "429" })
      .filter({ hasText: "gatewayError" })
      .waitFor();
    await rows.filter({ hasText: "POST" }).filter({ hasText: paths.connections }).click();
    await page.getByRole("heading", { name: "Request 2" }).waitFor();
    expect(await page.locator("section.detail").innerText()).toContain(`"name": "${connectionBody.name}"`);
    expect(problems).toEqual([]);
  });
});
