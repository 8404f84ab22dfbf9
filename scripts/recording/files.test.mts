import { readFileSync, statSync } from "node:fs";
import { homedir, hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkout } from "../paths.mjs";
import { readCast, transcript } from "./cast.mjs";
import { castFile, drawn, pageFile, pictureFile } from "./files.mjs";
import { framesOf } from "./screen.mjs";

const read = (file: string) => readFileSync(file, "utf8");
const cast = readCast(read(castFile));
const frames = await framesOf(cast.outputs, cast);
const text = transcript(frames.at(-1) ?? { at: 0, lines: [] });
const advice = "npm run record writes a new recording";

test("the picture and the text on the page show the recording: npm run docs writes them", async () => {
  const page = read(pageFile);
  const { picture, page: written } = await drawn(read(castFile), page);
  expect(read(pictureFile)).toBe(picture);
  expect(page).toBe(written);
  expect(page).toContain(`\`\`\`text\n${text}\`\`\`\n`);
  expect(statSync(pictureFile).size).toBeLessThan(60_000);
});

test("the recording has the resources that the quick-start creates, and no others", () => {
  const [, tree = ""] = /Updating \(dev\):\n([\s\S]*?)\n\n/.exec(text) ?? [];
  const recorded = [...tree.matchAll(/^ \+ .*:(\w+)$/gm)].map(([, type]) => type);
  const created = ["examples/quick-start/index.ts", "sdk/azure/privateLinkSource.ts"].flatMap((file) =>
    [...read(join(checkout, file)).matchAll(/^(?! \*).*\bnew (?:\w+\.)?(\w+(?<!Error))(?:<\w+>)?\(/gm)].map(
      ([, type]) => type,
    ),
  );
  expect(recorded.toSorted(), advice).toEqual(["Stack", ...created].toSorted());
  expect(text, advice).toContain(`+ ${recorded.length} created`);
  expect(text, advice).toContain(`${recorded.length} unchanged`);
});

test("the commands and outputs in the recording exist", () => {
  const { scripts } = JSON.parse(read(join(checkout, "package.json"))) as { scripts: Record<string, string> };
  const commands = [...text.matchAll(/\bnpm (?:run )?(\w+)/g)].map(([, name = ""]) => name);
  expect(commands.toSorted()).toEqual(["destroy", "start", "start"]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));
  expect(text, advice).toContain(`> ${scripts.start}\n`);
  const [, end = "no such sentence"] =
    /"green", "([^"]*)"/.exec(read(join(checkout, "scripts/start.mjs"))) ?? [];
  expect(text, advice).toContain(`\n${end} `);
  const program = read(join(checkout, "examples/quick-start/index.ts"));
  const exported = [...program.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const [, outputs = ""] = /\nOutputs:\n([\s\S]*?)\n\n/.exec(text) ?? [];
  const recorded = [...outputs.matchAll(/^ {4}(\w+) *:/gm)].map(([, name]) => name);
  expect(recorded, advice).toEqual(exported.toSorted());
  const url = /aep:apiUrl: (\S+)/.exec(read(join(checkout, "Pulumi.dev.yaml")))?.[1];
  expect(text, advice).toContain(`The emulator runs at ${url}.\n`);
});

test("nothing of the machine is in the recording, in the picture or on the page", () => {
  const shown = [read(castFile), read(pictureFile), text];
  const paths = /\/(?:root|home|Users|tmp|var|private|opt)\/|[A-Z]:\\/;
  const ofMachine = [homedir(), tmpdir(), hostname(), checkout, userInfo().username].filter(
    (name) => name.length > 4 && name !== "localhost",
  );
  for (const one of shown) {
    expect(one).not.toMatch(paths);
    expect(ofMachine.filter((name) => one.includes(name))).toEqual([]);
    for (const [id] of one.matchAll(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g)) {
      expect(id).toMatch(/^0{8}-0000-4000-8000-0{11}\d$/);
    }
    expect(one).not.toMatch(/(?<!\d)17\d{8}(?!\d)/);
  }
});
