import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectors } from "../provider/connectors/index.js";
import { pagesFolder } from "../provider/connectors/pages.js";
import { connectorsPage } from "./connectors-page.mjs";
import { checkout } from "./paths.mjs";

test("docs/connectors.md shows the table of connectors: npm run docs writes it.", () => {
  const page = readFileSync(join(checkout, "docs", "connectors.md"), "utf8");
  expect(page).toBe(connectorsPage(connectors, pagesFolder));
});
