import { expect, it } from "vitest";
import { configKeys } from "../../provider/config/keys";
import { factsOf } from "../../provider/kinds";
import { pageText } from "../support/docs/page";

const page = pageText("before-you-start.md");

/** The cells of the rows below a heading. */
function rowsUnder(heading: string): string[][] {
  const [, section = ""] = page.split(`${heading}\n`);
  const [table = ""] = /(?:^\|.*\n)+/m.exec(section) ?? [];
  const rows = table.split("\n").slice(2).filter(Boolean);
  return rows.map((row) => row.split("|").slice(1, -1));
}

it("docs/before-you-start.md names the licence of private endpoints", () => {
  const row = rowsUnder("## Licences").find(([what = ""]) => what.trim() === "private endpoints");
  expect(row?.[1]).toContain(factsOf("privateEndpoint").licence);
});

it("docs/before-you-start.md names the hosts that the provider uses by default", () => {
  for (const { fallback: origin } of [configKeys.apiUrl, configKeys.imsUrl]) {
    expect(page).toContain(`\`${new URL(origin).host}\``);
  }
});
