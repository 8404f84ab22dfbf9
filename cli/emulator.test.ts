import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommandLine } from ".";

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-")));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Puts a package `aep-emulator` whose command is this program into the user's folder. */
async function install(program: string) {
  const place = path.join(folder, "node_modules", "aep-emulator");
  await mkdir(place, { recursive: true });
  const manifest = { name: "aep-emulator", version: "0.0.1", bin: { "aep-emulator": "command.js" } };
  await writeFile(path.join(place, "package.json"), JSON.stringify(manifest));
  await writeFile(path.join(place, "command.js"), program);
}

async function run(args: readonly string[], { stopAt = "" } = {}) {
  const lines = { log: [] as string[], error: [] as string[] };
  const stop = Promise.withResolvers<void>();
  const code = await runCommandLine(["emulator", ...args], {
    environment: { PATH: process.env.PATH },
    folder,
    log: (line) => {
      lines.log.push(line);
      if (line === stopAt) {
        stop.resolve();
      }
    },
    error: (line) => lines.error.push(line),
    confirm: async () => undefined,
    stopped: stop.promise,
  });
  return { code, ...lines };
}

test("runs the aep-emulator of the user's folder there, with every argument, and passes its exit code on", async () => {
  await install(
    'console.log(process.cwd()); console.error(process.argv.slice(2).join(" ")); process.exitCode = 3;',
  );
  expect(await run(["--port", "80", "--nonsense", "word"])).toEqual({
    code: 3,
    log: [folder],
    error: ["--port 80 --nonsense word"],
  });
});

test("a stop ends the program by SIGTERM, and its exit code is passed on", async () => {
  await install(`
    const wait = setInterval(() => {}, 60_000);
    process.once("SIGTERM", () => { console.log("closed"); clearInterval(wait); });
    console.log("ready");
  `);
  expect(await run([], { stopAt: "ready" })).toEqual({ code: 0, log: ["ready", "closed"], error: [] });
});

test("a program that ends by the stop's signal is no failure", async () => {
  await install('setInterval(() => {}, 60_000); console.log("ready");');
  expect(await run([], { stopAt: "ready" })).toMatchObject({ code: 0 });
});

test("a program that is killed is a failure", async () => {
  await install('process.kill(process.pid, "SIGKILL");');
  expect(await run([])).toMatchObject({ code: 1 });
});
