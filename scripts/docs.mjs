// npm run docs: writes the generated pages, builds the site from all pages, and checks its links. Run `npm run build` before.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { noChromium } from "./chromium.mjs";
import { Failure, runScript } from "./failure.mjs";
import { checkout } from "./paths.mjs";
import { drawRecording } from "./recording/files.mjs";
import { readApi } from "./reference/api.mjs";
import { writeReference } from "./reference/write.mjs";
import { writeApi } from "./site/api.mjs";
import { sectionsOfApi } from "./site/apiLinks.mjs";
import { buildSite } from "./site/build.mjs";
import { drawDiagrams, mermaidBlocks } from "./site/diagrams.mjs";
import { checkLinks } from "./site/links.mjs";
import { writeSearch } from "./site/search/write.mjs";
import { markdownFiles } from "./site/sources.mjs";

const folder = join(checkout, "dist", "site");

await runScript(async () => {
  const { application, project } = await readApi();
  console.log(`docs/reference/: ${await writeReference(project)} pages`);
  await drawRecording();
  const diagrams = await drawDiagrams(
    markdownFiles().flatMap((file) => mermaidBlocks(readFileSync(join(checkout, file), "utf8"))),
  );
  if (diagrams === undefined) {
    console.log(`The site shows the text of diagrams: ${noChromium}.`);
  }
  rmSync(folder, { recursive: true, force: true });
  const names = await writeApi(application, project, folder);
  const site = buildSite(folder, { diagrams, names });
  writeSearch(folder, [...site.sections, ...sectionsOfApi(names)]);
  const links = checkLinks(folder);
  writeFileSync(join(folder, "external-links.txt"), `${links.external.join("\n")}\n`);
  console.log(`dist/site/: ${site.pages} pages and the API; start with dist/site/docs/index.html`);
  console.log(`External links, not requested: ${links.external.length}, see dist/site/external-links.txt`);
  const broken = [...site.broken, ...links.broken];
  if (broken.length > 0) {
    throw new Failure(`Broken links:\n${broken.map((line) => `  ${line}`).join("\n")}`);
  }
  return 0;
});
