import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ExportedProject } from "../support/export/exportedProject";
import { neededBy, readGraph } from "../support/export/sandboxGraph";
import { checkProgram, ExportFolder } from "../support/exportCommand";
import { at, fillSandbox } from "../support/filled/filledSandbox";
import { fillWithMany } from "../support/filled/many";
import { fillWithNames } from "../support/filled/names";

let emulator: RunningEmulator;
let plain: PlainClient;
let folder: ExportFolder;
beforeEach(async () => {
  emulator = await startEmulator({ switches: { dataSetExistence: "refuse", mappingExistence: "refuse" } });
  plain = new PlainClient(emulator.url);
  folder = await ExportFolder.create(emulator.url, inject("installedPackage"));
});
afterEach(async () => {
  await folder.remove();
  await emulator.close();
});

it("exports only what the given flows need", async () => {
  const planted = await fillSandbox(plain);
  const ids = ["sharedSecond", "rest"].map((key) => at(planted.flows, key));
  const exported = await folder.export("aep", ...ids.flatMap((id) => ["--flow", id]));
  const needed = neededBy(await readGraph(plain), ({ id }) => ids.includes(id));
  expect(exported.importedIds()).toEqual(needed.map(({ id }) => id).toSorted());
  await ExportedProject.link(exported, emulator.url, inject("installedPackage"));
  await checkProgram(exported);
});

it("reports which of the given flows does not exist, and writes nothing", async () => {
  const missing = "00000000-0000-4000-8000-000000000000";
  const { code, stderr } = await folder.run(["--out", "aep", "--flow", missing]);
  expect(code).toBe(1);
  expect(stderr).toContain(missing);
  expect(await readdir(folder.folder)).toEqual([]);
});

it("writes a program that passes strict type checks and lint for entities with awkward names", async () => {
  const count = await fillWithNames(plain);
  const exported = await folder.export("aep");
  const flowFiles = [...exported.program.keys()].filter((name) => name.startsWith("flows"));
  expect(new Set(flowFiles.map((name) => name.normalize("NFKC").toLowerCase())).size).toBe(count);
  // Windows, shells and URLs accept these.
  for (const name of flowFiles) {
    expect(name).toMatch(/^flows\/(?!(con|aux|nul|prn|com\d|lpt\d)\.)[\p{L}\p{M}\p{N}-]+\.ts$/iu);
  }
  const urns = exported.imported.map(({ type, name }) => `${type} ${name}`);
  expect(new Set(urns).size).toBe(urns.length);
  await ExportedProject.link(exported, emulator.url, inject("installedPackage"));
  await checkProgram(exported);
});

describe("an entity that no program can create or keep", () => {
  it("is left out and reported: destinations, entities being deleted, failed endpoints", async () => {
    const planted = await fillSandbox(plain);
    const destination = at(planted.flows, "ftp");
    await plain.admin("PATCH", `flows/${destination}`, {
      flowSpec: { id: "71471eba-b620-49e4-90fd-23f1fa0174d8", version: "1.0" },
      inheritedAttributes: { properties: { isSourceFlow: null, isDestinationFlow: true } },
    });
    const going = at(planted.flows, "open");
    await plain.admin("PATCH", `flows/${going}`, { state: "delete-finalizing" });
    const rejected = at(planted.endpoints, "unused");
    await plain.admin("POST", `privateEndpoints/${rejected}/state`, { state: "Rejected" });

    const exported = await folder.export("aep");
    const ids = exported.importedIds();
    for (const [what, id] of Object.entries({ destination, going, rejected })) {
      expect(ids, what).not.toContain(id);
      expect(exported.text("report.md"), what).toContain(id);
    }
    expect(exported.importedIds("Flow")).toHaveLength(planted.flows.size - 2);
    await ExportedProject.link(exported, emulator.url, inject("installedPackage"));
    await checkProgram(exported);
  });

  it("is reported when its reference leads to a deleted entity", async () => {
    const planted = await fillSandbox(plain);
    const gone = {
      source: at(planted.sources, "ftp"),
      dataset: at(planted.datasets, "long"),
      mappingSet: at(planted.mappingSets, "expressions"),
    };
    await plain.admin("DELETE", `sourceConnections/${gone.source}`);
    await plain.admin("DELETE", `dataSets/${gone.dataset}`);
    await plain.admin("DELETE", `mappingSets/${gone.mappingSet}`);
    const exported = await folder.export("aep");
    for (const [what, id] of Object.entries(gone)) {
      expect(exported.text("report.md"), what).toContain(id);
    }
    await ExportedProject.link(exported, emulator.url, inject("installedPackage"));
    await checkProgram(exported);
  });
});

describe("the folder of an export", () => {
  it("is refused when it is not empty, and left unchanged", async () => {
    await mkdir(folder.at("aep"));
    await writeFile(folder.at("aep/index.ts"), "// mine");
    await fillWithMany(plain, 1);
    await plain.forgetRequests();
    const { code, stdout, stderr } = await folder.run(["--out", "aep"]);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/aep.*(not empty|empty)/);
    expect(await readdir(folder.folder)).toEqual(["aep"]);
    expect(await readdir(folder.at("aep"))).toEqual(["index.ts"]);
    expect(await readFile(folder.at("aep/index.ts"), "utf8")).toBe("// mine");
    // The refusal comes before any read.
    expect(await plain.requestLines()).toEqual([]);
  });

  it("does not exist after a killed export, and is complete after the next one", async () => {
    await fillWithMany(plain, 30);
    await plain.forgetRequests();
    const whole = await folder.export("whole");
    const reads = (await plain.requests()).length;
    for (const share of [0.25, 0.5, 0.9]) {
      await plain.forgetRequests();
      // Every request from this one on gets no response, so the kill finds the export at work.
      const last = Math.max(1, Math.floor(reads * share));
      emulator.faults.add({ kind: "slow", delayMs: 600_000, nth: last, times: reads });
      const child = folder.start(["--out", "aep"]);
      const ended = once(child, "close");
      const half = () => emulator.log.list().length >= last;
      while (!half() && child.exitCode === null) {
        await new Promise(setImmediate);
      }
      child.kill("SIGKILL");
      expect(await ended).toEqual([null, "SIGKILL"]);
      expect(existsSync(folder.at("aep"))).toBe(false);
      emulator.faults.clear();
    }
    const again = await folder.export("aep");
    expect([...again.program]).toEqual([...whole.program]);
    expect(again.text("import.json")).toBe(whole.text("import.json"));
  });

  it("does not exist after a failed export, whose one message gives the reason", async () => {
    await fillWithMany(plain, 1);
    await plain.admin("POST", "faults", {
      kind: "gatewayError",
      code: "403010",
      path: "/data/foundation/conversion",
      times: 100,
    });
    const { code, stdout, stderr } = await folder.run(["--out", "aep"]);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("403010");
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await readdir(folder.folder)).toEqual([]);
  });

  it("contains the stack and the sandbox that the options name", async () => {
    const dev = new PlainClient(emulator.url, "dev");
    await fillWithMany(dev, 1);
    const { code } = await folder.run(["--stack", "ours"], { AEP_SANDBOX: "dev" });
    expect(code).toBe(0);
    const config = await readFile(folder.at("aep/Pulumi.ours.yaml"), "utf8");
    expect(config).toMatch(/aep:sandbox["']?: ["']?dev\b/);
    const [flowFile = ""] = await readdir(folder.at("aep/flows"));
    expect(await readFile(folder.at(`aep/flows/${flowFile}`), "utf8")).toContain("ACME flow 0");
  });
});
