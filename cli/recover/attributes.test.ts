import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { incompleteAttributes } from "./attributes";

test("Incomplete attribute files are found; complete ones, states and those of a running update are not.", async () => {
  const stateFolder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(stateFolder, { recursive: true, force: true }));
  expect(incompleteAttributes(stateFolder, undefined)).toEqual([]);

  const folder = path.join(stateFolder, "stacks/acme");
  await mkdir(folder, { recursive: true });
  const files = {
    "dev.json": '{"version',
    "dev.json.attrs": "",
    "dev.json.bak.attrs": "",
    "prod.json": "{}",
    "prod.json.attrs": '{"user.content_type":"application/json","md5":"AA=="}\n',
    "stage.json.gz.attrs": '{"user.content_type":"appl',
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(folder, name), content);
  }
  await mkdir(path.join(stateFolder, "stacks/a.json.attrs"));
  const [dev, stage] = ["dev.json.attrs", "stage.json.gz.attrs"].map((name) => path.join(folder, name));
  expect(incompleteAttributes(stateFolder, undefined).toSorted()).toEqual([dev, stage]);
  expect(incompleteAttributes(stateFolder, "stage")).toEqual([stage]);
  expect(incompleteAttributes(stateFolder, "prod")).toEqual([]);

  const locks = path.join(stateFolder, "locks/organization/acme/stage");
  await mkdir(locks, { recursive: true });
  const timestamp = new Date().toISOString();
  const lock = { pid: process.pid, username: "ann", hostname: hostname(), timestamp };
  await writeFile(path.join(locks, "1.json"), JSON.stringify(lock));
  expect(incompleteAttributes(stateFolder, undefined)).toEqual([dev]);
});
