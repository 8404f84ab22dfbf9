import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProjectReflection } from "typedoc";
import { beforeAll, expect, test } from "vitest";
import * as cli from "../../cli/index.js";
import * as provider from "../../provider/cliApi.js";
import * as keys from "../../provider/config/keys.js";
import { adviceTable } from "../../provider/http/adviceTable.js";
import { readApi } from "./api.mjs";
import { missingClaims, wrongClaims } from "./claims.mjs";
import { type KindData, kindData } from "./kind-data.mjs";
import { otherClasses } from "./other-pages.mjs";
import { referencePages } from "./pages.mjs";
import { missingFunctionTexts, missingTexts } from "./texts.mjs";
import { referenceFolder } from "./write.mjs";

const classNames = [...provider.kinds.map(provider.classNameOf), ...Object.keys(otherClasses)];

let project: ProjectReflection;
let pages: Map<string, string>;
let kinds: readonly KindData[];
beforeAll(async () => {
  ({ project } = await readApi());
  kinds = await kindData(provider);
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

test.each(provider.kinds.map(provider.classNameOf))(
  "The text of each argument of %s says what a change does and what the default is.",
  (className) => {
    expect(missingClaims(project, className)).toEqual([]);
  },
);

test("What the texts of arguments say about replacements is what the provider does.", () => {
  expect(kinds.flatMap((kind) => wrongClaims(project, kind))).toEqual([]);
});

test("A text that calls a replacement an update is found, and so is a wrong order.", () => {
  const [flow, connection] = ["aep.Flow", "madconnect.Connection"].map((className) => {
    const found = kinds.find((kind) => kind.className === className);
    if (found === undefined) {
      throw new Error(`There is no ${className}.`);
    }
    return found;
  });
  const changed = [
    { ...flow, replaceOnChange: { name: "deleteFirst" } },
    { ...connection, replaceOnChange: { srcConnectorId: "createFirst" } },
  ] as KindData[];
  expect(changed.flatMap((kind) => wrongClaims(project, kind))).toEqual(
    expect.arrayContaining([
      "aep.Flow, name: a change replaces the resource",
      "aep.Flow, flowSpec: a change does not replace the resource",
      "madconnect.Connection, srcConnectorId: the new one is created first",
    ]),
  );
});
