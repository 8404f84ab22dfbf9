import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noBrowser, TestBrowser } from "../browser";
import { ProjectShell } from "../engine/projectShell";
import { sharedStack } from "../engine/sharedStack";
import type { Hands } from "../hands";

const targetsPath = "/data/foundation/flowservice/targetConnections";

/**
 * Tests that a person watches and changes a pipeline in the console, while the engine works.
 *
 * @param person - the title of the test says it
 * @param handsOf - how this person uses a page
 */
export function testConsole(person: string, handsOf: (page: Page) => Hands): void {
  describe.skipIf(noBrowser !== undefined)(noBrowser ?? "the console, while the engine works", () => {
    const bed = sharedStack("watched.ts", {
      emulator: { switches: { approvalDelayMs: "never", interactiveAuthoringRequired: false } },
    });
    let browser: TestBrowser;
    beforeAll(async () => {
      browser = await TestBrowser.start();
    });
    afterAll(() => browser.close());

    it(`shows a pipeline coming up, sets a fault, approves, and makes drift, with ${person}`, async () => {
      const { emulator, stack } = bed;
      const { page, problems } = await browser.open(emulator.url);
      const hands = handsOf(page);
      const view = (name: string) =>
        page.getByRole("navigation", { name: "Views" }).getByRole("link", { name });

      await hands.press(view("Controls"));
      await hands.choose(page.getByRole("combobox", { name: "Kind" }), "throttled");
      await hands.fill(page.getByRole("textbox", { name: "Path begins with" }), targetsPath);
      await hands.press(page.getByRole("button", { name: "Set the fault" }));
      await page.getByText("1 active", { exact: true }).waitFor();

      const up = stack.up();
      await hands.press(view("Contents"));
      await hands.press(
        page.locator("ul.entities a").filter({ hasText: "Private endpoints" }).filter({ hasText: "Pending" }),
      );
      await hands.press(page.getByRole("button", { name: "Approve", exact: true }));
      const { outputs } = await up;

      const flow = String(outputs.flowId?.value);
      await hands.press(view("Requests"));
      await page
        .locator("ul.requests a")
        .filter({ hasText: targetsPath })
        .filter({ hasText: "throttled" })
        .first()
        .waitFor();
      expect(emulator.log.list({ path: targetsPath })[0]).toMatchObject({ fault: "throttled", status: 429 });
      await hands.press(view("Contents"));
      await hands.press(page.locator(`ul.entities a[href$="/${flow}"]`));
      await hands.press(page.getByRole("button", { name: "Edit as another user" }));
      const area = page.getByLabel("JSON of the entity");
      const entity = JSON.parse(await area.inputValue());
      await hands.fill(area, JSON.stringify({ ...entity, name: "Renamed in the console" }));
      await hands.press(page.getByRole("button", { name: "Save as another user" }));
      await page.getByRole("heading", { name: "Renamed in the console" }).waitFor();

      const { code, stdout } = await new ProjectShell(stack).aep("drift", "--json");
      expect(stdout).toContain("Renamed in the console");
      expect(code).toBe(2);
      expect(problems).toEqual([]);
      await page.context().close();
      await stack.destroy();
    });
  });
}
