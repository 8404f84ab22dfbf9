import { execFile } from "node:child_process";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { blockOf } from "../support/docs/guide";
import { commandsIn } from "../support/docs/shell";
import { checkout } from "../support/installedPackage";

const run = promisify(execFile);

let parent: string;
let folder: string;
beforeAll(async () => {
  parent = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-aep-clone-")));
  const { freshClone } = await import("../../scripts/fresh-clone.mjs");
  folder = await freshClone(checkout, parent);
  // The quick-start has a fixed port; a test uses a free one.
  const config = path.join(folder, "Pulumi.dev.yaml");
  await writeFile(
    config,
    (await readFile(config, "utf8")).replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${await freePort()}`),
  );
});
afterAll(() => rm(parent, { recursive: true, force: true }));

it("the commands of docs/getting-started.md bring the quick-start up, change nothing when repeated, and destroy it", async () => {
  const commands = commandsIn(blockOf("getting-started.md", "Try it without an account").text);
  expect(commands).toHaveLength(3);
  const [start, again, destroy] = commands;
  const first = await printedBy(start);
  expect(first).toMatch(/\+ 14 created/);
  expect(first).toMatch(/Checking that nothing is left to change:[\s\S]*14 unchanged/);
  expect(first).toMatch(/approval\s+"?Approved/);
  expect(first).not.toMatch(/warning/i);
  const shown = new Set(
    [...first.matchAll(/^ \+ {2}(\S+:\S+ \S+) creating/gm)].map(([, created]) => created),
  );
  const created = [...shown].map((resource) => resource?.split(" ")[0]);
  const page = await readFile(path.join(folder, "docs/getting-started.md"), "utf8");
  const recorded = [...page.matchAll(/^ \+ {3}[│├└─ ]*(\S+:\S+)$/gm)].map(([, type]) => type);
  expect(recorded.toSorted(), "npm run record writes a new recording").toEqual(created.toSorted());

  const state = await readFile(
    path.join(folder, ".pulumi-local/state/.pulumi/stacks/pulumi-aep-quick-start/dev.json"),
    "utf8",
  );
  expect(state).toContain('(\\"pulumi-aep/provider\\").flow;"');
  expect(state).not.toContain(folder);
  for (const secret of ["AccountKey=", "emulator-secret", "emulator-azure-secret"]) {
    expect(state).not.toContain(secret);
  }

  const second = await printedBy(again);
  expect(second).toMatch(/14 unchanged/);
  expect(second).not.toMatch(/created|updated/);

  expect(await printedBy(destroy)).toMatch(/- 14 deleted/);
});

it("npm run emulator accepts requests once it is ready, and ends when it is stopped", async () => {
  const port = await freePort();
  const child = execFile(process.execPath, ["scripts/emulator.mjs", "--port", String(port)], { cwd: folder });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve) => {
    child.stdout?.on("data", (chunk: string) => {
      if (chunk.includes(`ready http://127.0.0.1:${port}`)) {
        resolve();
      }
    });
  });
  expect((await fetch(`http://127.0.0.1:${port}/_emulator/counts`)).status).toBe(200);

  const taken = await run(process.execPath, ["scripts/emulator.mjs", "--port", String(port)], {
    cwd: folder,
  }).catch((error: { code: number; stderr: string }) => error);
  expect(taken).toMatchObject({ code: 1 });
  expect(taken.stderr).toContain(`port ${port} is already in use`);
  child.kill("SIGTERM");
  await ended;
});

async function printedBy([program = "", ...args]: readonly string[] = []): Promise<string> {
  const { stdout } = await run(program, args, { cwd: folder, maxBuffer: 1 << 24 });
  return stdout;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
