import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProjectReflection } from "typedoc";
import { beforeAll, expect, test } from "vitest";
import * as cli from "../../cli/index.js";
import * as provider from "../../provider/cliApi.js";
import * as keys from "../../provider/config/keys.js";
import { adviceTable } from "../../provider/http/adviceTable.js";
import { readApi } from "./api.mjs";
import { otherClasses } from "./other-pages.mjs";
import { referencePages } from "./pages.mjs";
import { missingFunctionTexts, missingTexts } from "./texts.mjs";
import { referenceFolder } from "./write.mjs";

const classNames = [...provider.kinds.map(provider.classNameOf), ...Object.keys(otherClasses)];

let project: ProjectReflection;
let pages: Map<string, string>;
beforeAll(async () => {
  ({ project } = await readApi());
  pages = await referencePages(project, { provider, keys, adviceTable, cli });
});

test("docs/reference/ has exactly the generated pages: npm run docs writes them.", () => {
  const files = globSync("**/*.md", { cwd: referenceFolder }).map((file) => file.replaceAll("\\", "/"));
  expect(files.toSorted()).toEqual([...pages.keys()].toSorted());
});

test("Each page in docs/reference/ is up to date: npm run docs writes it.", () => {
  for (const [file, text] of pages) {
    expect(readFileSync(join(referenceFolder, file), "utf8"), file).toBe(text);
  }
});

test.each(classNames)("%s, each of its arguments and each of its outputs has a text.", (className) => {
  expect(missingTexts(project, className)).toEqual([]);
});

test.each(["aep", "azure", "madconnect"])(
  "Each function of %s and each of its arguments has a text.",
  (module) => {
    expect(missingFunctionTexts(project, module)).toEqual([]);
  },
);
