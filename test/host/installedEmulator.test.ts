import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { blocksOf } from "../../emulator/testing/page.testing";
import { blockOf } from "../support/docs/guide";
import { commandsIn } from "../support/docs/shell";
import { startEmulator } from "../support/emulator/emulator";
import { startCommand } from "../support/installedCommand";
import { checkout, installEmulator } from "../support/installedPackage";

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await installEmulator();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("aep-emulator is installed without pulumi-aep and Pulumi", async () => {
  const lock = JSON.parse(await readFile(path.join(folder, "package-lock.json"), "utf8"));
  const names = Object.keys(lock.packages).map((place) => place.replace(/^.*node_modules\//, ""));
  expect(names).toContain("aep-emulator");
  expect(names.filter((name) => name.includes("pulumi"))).toEqual([]);
});

test("the commands of docs/emulator.md start it, and it keeps its data in the file", async () => {
  const [install, ...starts] = commandsIn(blockOf("emulator.md", "Emulator").text);
  expect(install).toEqual(["npm", "install", "--save-dev", "aep-emulator"]);
  expect(starts).toHaveLength(2);
  const state = path.join(folder, "aep.json");
  for (const [, name, ...args] of starts) {
    const own = args.map((arg) => arg.replace(/^8080$/, "0").replace(/^aep\.json$/, state));
    const { address, stop } = await startCommand(folder, String(name), own);
    expect((await fetch(`${address}/_emulator/counts`)).status).toBe(200);
    await stop();
  }
  expect(await readFile(state, "utf8")).not.toBe("");
});

test("the command of docs/emulator.md for approvals starts it with https, and writes the CA", async () => {
  const [[, name, ...args] = [""]] = commandsIn(blockOf("emulator.md", "Approve by the program").text);
  const authority = path.join(folder, "ca.pem");
  const own = args.map((arg) => arg.replace(/^8443$/, "0").replace(/^ca\.pem$/, authority));
  const { address, stop } = await startCommand(folder, String(name), own);
  expect(address).toMatch(/^https:/);
  expect(await readFile(authority, "utf8")).toContain("BEGIN CERTIFICATE");
  await stop();
});

test("the command aep-emulator starts, responds, and ends when it is stopped", async () => {
  const { address, stop } = await startCommand(folder, "aep-emulator", ["--port", "0"]);
  const response = await fetch(`${address}/_emulator/counts`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({});
  await stop();
  await expect(fetch(address)).rejects.toThrow();
});

test.each([
  ["index.mjs", 'import { startEmulator } from "aep-emulator";'],
  ["index.cjs", 'const { startEmulator } = require("aep-emulator");'],
])("%s loads startEmulator from aep-emulator, with http and with https", async (file, load) => {
  const program = `${load}
    (async () => {
      for (const tls of [false, true]) {
        const emulator = await startEmulator({ tls });
        console.log(emulator.url.split(":")[0]);
        await emulator.close();
      }
    })();
  `;
  await writeFile(path.join(folder, file), program);
  const { stdout } = await run(process.execPath, [file], { cwd: folder });
  expect(stdout).toBe("http\nhttps\n");
});

test("the types of aep-emulator compile in a strict program, with every switch", async () => {
  const emulator = await startEmulator();
  const names = Object.keys(emulator.switches);
  await emulator.close();
  await writeFile(
    path.join(folder, "program.ts"),
    `import { startEmulator, type FaultInput, type RunningEmulator, type SwitchName } from "aep-emulator";
    const fault: FaultInput = { kind: "staleToken" };
    export async function start(): Promise<RunningEmulator> {
      const emulator = await startEmulator({ switches: { approvalDelayMs: "never" } });
      emulator.faults.add(fault);
      emulator.clock.advance(1_000);
      return emulator;
    }
    export const names = ${JSON.stringify(names)} as const satisfies readonly SwitchName[];
    // @ts-expect-error: not a switch
    void startEmulator({ switches: { nonsense: 1 } });
    `,
  );
  const compiler = path.join(checkout, "node_modules", "typescript", "bin", "tsc");
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "node16", "--types", "node"];
  await run(process.execPath, [compiler, ...options, "program.ts"], { cwd: folder }).catch(
    ({ stdout }: { stdout: string }) => {
      throw new Error(stdout);
    },
  );
});

test("the program of README.md that starts the emulator works", async () => {
  const programs = blocksOf("README.md").filter(({ language }) => language === "js");
  expect(programs).toHaveLength(1);
  await writeFile(path.join(folder, "readme.mjs"), programs[0]?.text ?? "");
  await run(process.execPath, ["readme.mjs"], { cwd: folder });
});

test("the unit test of docs/python.md starts the emulator and stops it", async ({ skip }) => {
  const hasPython = await run("python3", ["--version"]).then(
    () => true,
    () => false,
  );
  if (!hasPython) {
    return skip("python3 is not installed");
  }
  const [program, ...others] = blocksOf("docs/python.md").filter(
    ({ language, section }) => language === "python" && section === "In unit tests",
  );
  expect(others).toEqual([]);
  await writeFile(path.join(folder, "test_emulator.py"), program?.text ?? "");
  const env = { ...process.env, NO_PROXY: "127.0.0.1,localhost", no_proxy: "127.0.0.1,localhost" };
  const { stderr } = await run("python3", ["-W", "error", "test_emulator.py"], { cwd: folder, env });
  expect(stderr).toMatch(/Ran 1 test .*\n\nOK\n$/s);
});
