import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionBody, endpointBody } from "../../emulator/testing/bodies.testing";
import { createPipeline, paths, start } from "../../emulator/testing/client.testing";
import { createStream } from "../../emulator/testing/streaming.testing";
import { noBrowser, TestBrowser } from "../support/browser";
import { type Hands, keyboard, mouse } from "../support/hands";

const people: [string, (page: Page) => Hands][] = [
  ["a mouse", mouse],
  ["the keyboard alone", keyboard],
];

describe.skipIf(noBrowser !== undefined)(noBrowser ?? "the actions of the console", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
  });
  afterAll(() => browser.close());

  it.each(people)("sets a fault, the clock and a switch, and resets, with %s", async (_name, handsOf) => {
    const { emulator, client } = await start();
    const { page, problems } = await browser.open(emulator.url);
    const hands = handsOf(page);
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    await hands.press(page.getByRole("link", { name: "Controls" }));
    await hands.choose(page.getByRole("combobox", { name: "Kind" }), "throttled");
    await hands.fill(page.getByRole("textbox", { name: "Path begins with" }), paths.connections);
    await hands.press(button("Set the fault"));
    await page.getByText("1 active", { exact: true }).waitFor();
    expect((await client.post(paths.connections, connectionBody)).status).toBe(429);
    await page.getByText("0 active", { exact: true }).waitFor();
    expect((await client.post(paths.connections, connectionBody)).status).toBe(201);

    await hands.press(button("+1 day"));
    await page.getByText("1 d ahead of this machine").waitFor();
    expect(emulator.clock.offsetMs).toBe(86_400_000);
    await hands.choose(page.getByRole("combobox", { name: "missingSandbox" }), "refuse");
    await page.getByText("Initially prod.").waitFor();
    expect(emulator.switches.missingSandbox).toBe("refuse");

    await hands.press(button("Reset the emulator"));
    await hands.press(button("Reset the emulator"));
    await page.getByText("The services have the time of this machine.").waitFor();
    expect(emulator.switches.missingSandbox).toBe("prod");
    expect(emulator.log.list()).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it.each(people)("approves, rejects, edits, deletes and creates a run, with %s", async (_name, handsOf) => {
    const { emulator, client } = await start({ switches: { approvalDelayMs: "never" } });
    const { body: endpoint } = await client.post(paths.endpoints, endpointBody);
    await client.get(`${paths.endpoints}/${endpoint.id}`);
    const { flow, source } = await createPipeline(client);
    const { page, problems } = await browser.open(`${emulator.url}/#/entity/privateEndpoints/${endpoint.id}`);
    const hands = handsOf(page);
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const show = (collection: string, id: string) =>
      page.goto(`${emulator.url}/_emulator/console/#/entity/${collection}/${id}`);
    for (const [decision, state] of [
      ["Approve", "Approved"],
      ["Reject", "Rejected"],
    ] as const) {
      await hands.press(button(decision));
      await page.locator("article > .bar .badge", { hasText: state }).waitFor();
      expect((await client.read(`${paths.endpoints}/${endpoint.id}`)).state).toBe(state);
    }

    await show("flows", flow);
    await hands.press(button("Create a run…"));
    await hands.fill(page.getByLabel("Records read"), "12345");
    await hands.press(button("Create the run"));
    await page.getByRole("heading", { name: "Referred to by" }).waitFor();
    await page.locator("article ul.entities a[href*='/runs/']").waitFor();
    const { body } = await client.get(`${paths.runs}?property=flowId==${flow}`);
    expect(JSON.stringify(body)).toContain('"inputRecordCount":12345');

    await show("sourceConnections", source);
    await hands.press(button("Edit as another user"));
    const area = page.getByLabel("JSON of the entity");
    await hands.fill(area, JSON.stringify({ ...JSON.parse(await area.inputValue()), name: "Renamed" }));
    await hands.press(button("Save as another user"));
    await page.getByRole("heading", { name: "Renamed" }).waitFor();
    await hands.press(button("Delete as another user"));
    await hands.press(button("Delete as another user"));
    await page.getByText("deleted", { exact: true }).first().waitFor();
    expect((await client.get(`${paths.sources}/${source}`)).status).toBe(404);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("sends an event to an inlet, and shows why one is refused", async () => {
    const { emulator, client } = await start();
    const { inletId } = await createStream(client, { dataType: "raw" });
    const { page } = await browser.open(`${emulator.url}/#/entity/inlets/${inletId}`);
    await page.getByRole("button", { name: "Send an event…" }).click();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("The inlet has accepted the event.").waitFor();
    const [event] = emulator.log.list({ method: "POST", path: `/collection/${inletId}` });
    expect(event).toMatchObject({ status: 200, body: { name: "example" } });
    await page.getByRole("button", { name: "Send an event…" }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("no JSON");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("dialog").getByText("The inlet refused it with status 400").waitFor();
    await page.context().close();
  });
});
