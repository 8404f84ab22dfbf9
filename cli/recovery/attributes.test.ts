import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { attributesCutShort } from "./attributes";

test("Attributes that are cut short are found, whole ones and states are not.", async () => {
  const stateFolder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(stateFolder, { recursive: true, force: true }));
  expect(attributesCutShort(stateFolder)).toEqual([]);

  const folder = path.join(stateFolder, "stacks/acme");
  await mkdir(folder, { recursive: true });
  const files = {
    "dev.json": '{"version',
    "dev.json.attrs": "",
    "prod.json": "{}",
    "prod.json.attrs": '{"user.content_type":"application/json","md5":"AA=="}\n',
    "stage.json.gz.attrs": '{"user.content_type":"appl',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
  expect(attributesCutShort(stateFolder).toSorted()).toEqual([
    path.join(folder, "dev.json.attrs"),
    path.join(folder, "stage.json.gz.attrs"),
  ]);
});
