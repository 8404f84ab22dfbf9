import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCommandLine } from "../../cli/index";
import { newNoteFile, noteFolder, writeNote } from "../../provider/host/noteFiles";
import { creationKey } from "../../provider/lifecycle/creation/creationKey";
import { definitions } from "../../provider/resources";
import type { CreationNote } from "../../provider/session/creation";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { serviceEnvironment } from "../support/exportCommand";
import { portabilityProblems } from "../support/fileNames";
import { createEnds, resourceCase } from "../support/resourceCases";

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The paths of all files and folders in a folder, with `/` as separator. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll(path.sep, "/"));
}

/** Titles whose files Windows would refuse or would write into one file. */
const awkward = [
  "CON",
  "con flow",
  "aux.ts",
  "com¹",
  "a:b",
  "a*b?",
  "trailing.",
  "trailing ",
  "..\\up",
  "Orders",
  "ORDERS",
  "ORDERſ",
  "\u0007",
];

const note: Omit<CreationNote, "key"> = {
  noun: "flow",
  scope: { sandbox: "prod" },
  project: "/project",
  backend: "",
  writer: 1,
  engine: 2,
  engineAddress: "127.0.0.1:1",
  begun: 0,
  outcome: { made: "unknown" },
};

test("export writes one portable file per flow, whatever the flows are called", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const plain = new PlainClient(emulator.url);
  const { sourceId, targetId } = await createEnds(plain);
  for (const name of awkward) {
    await plain.create("/data/foundation/flowservice/flows", {
      ...resourceCase("flow").body,
      name,
      scheduleParams: { frequency: "once", startTime: 4_102_444_800 },
      sourceConnectionIds: [sourceId],
      targetConnectionIds: [targetId],
    });
  }
  const folder = emptyFolder();
  const code = await runCommandLine(["export", "--stack", "con"], {
    environment: serviceEnvironment(emulator.url),
    folder,
    log: () => {},
    error: () => {},
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  expect(code).toBe(0);
  const files = namesIn(folder);
  expect(portabilityProblems(files)).toEqual([]);
  expect(files.filter((file) => file.startsWith("aep/flows/"))).toHaveLength(awkward.length);
  expect(files).toContain("aep/Pulumi.con.yaml");
});

test("the emulator's files are portable", async () => {
  const folder = emptyFolder();
  const emulator = await startEmulator({
    stateFile: path.join(folder, "state"),
    tls: true,
    caFile: path.join(folder, "ca.pem"),
  });
  onTestFinished(() => emulator.close());
  const files = namesIn(folder);
  expect(files.toSorted()).toEqual(["ca.pem", "state", "state.lock"]);
  expect(portabilityProblems(files)).toEqual([]);
});

test("the provider's notes are portable, whatever the entities are called", async () => {
  const folder = emptyFolder();
  const flow = await definitions.flow();
  for (const name of awkward) {
    const key = creationKey(flow, { name });
    const file = newNoteFile(path.join(noteFolder({ PULUMI_HOME: folder }), key));
    writeNote({ file, note: { ...note, key, name } });
  }
  const files = namesIn(folder);
  expect(files.filter((file) => file.endsWith(".json"))).toHaveLength(awkward.length);
  expect(portabilityProblems(files)).toEqual([]);
});

test("the folders of the engine's cache are portable", async () => {
  const { builtEngineFolder } = await import("../../scripts/engine-build.mjs");
  const { cacheFolder } = await import("../../scripts/engine-cache.mjs");
  const { downloadedEngineFolder } = await import("../../scripts/engine-download.mjs");
  const folders = [builtEngineFolder(), downloadedEngineFolder()].map((folder) =>
    path.relative(cacheFolder(), folder),
  );
  expect(portabilityProblems(folders)).toEqual([]);
});
