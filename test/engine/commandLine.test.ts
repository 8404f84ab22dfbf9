import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { expect, inject, it } from "vitest";

const program = () => path.join(inject("installedPackage"), "node_modules/.bin/pulumi-aep");

it("the installed package's command runs the emulator until it is stopped", async () => {
  const child = spawn(program(), ["emulator", "--sandbox", "qa"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const url = /^ready (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
  expect((await fetch(`${url}/_emulator/counts`)).status).toBe(200);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

it("the installed package's command prints its version", async () => {
  const { stdout } = await promisify(execFile)(program(), ["--version"]);
  const { version }: { version: string } = require("../../package.json");
  expect(stdout).toBe(`${version}\n`);
});
