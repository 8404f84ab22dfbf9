import { execFile } from "node:child_process";
import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { secretsIn } from "../support/secrets";

const repository = path.resolve(__dirname, "../..");

describe("the published package", () => {
  let files: string[];
  beforeAll(async () => {
    const { stdout } = await promisify(execFile)("npm", ["pack", "--json", "--dry-run", "--ignore-scripts"], {
      cwd: repository,
    });
    const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
    files = (packed?.files ?? []).map((file) => file.path);
  });

  it("holds the compiled rooms and the papers, and nothing else", () => {
    const expected =
      /^(dist\/(sdk|provider|emulator|cli)\/.*\.(js|d\.ts)|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
    expect(files).toContain("dist/sdk/index.js");
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
  });

  it("holds no tests, no recorded data and no secrets", async () => {
    expect(files.filter((file) => /\.(test|testing|setup)\.|(^|\/)tests?\//.test(file))).toEqual([]);
    for (const file of files) {
      const secrets = secretsIn(await readFile(path.join(repository, file), "utf8"));
      // What the emulator knows by itself stands in its documentation.
      expect(secrets.filter((secret) => !secret.startsWith("emulator-"))).toEqual([]);
    }
  });
});

it("nothing ever switches the verification of certificates off", async () => {
  const sources = await Array.fromAsync(
    glob("{sdk,provider,emulator,cli,scripts,examples}/**/*.{ts,mjs}", { cwd: repository }),
  );
  expect(sources.length).toBeGreaterThan(100);
  const off = /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|--insecure|strict-ssl/;
  for (const source of sources) {
    expect(await readFile(path.join(repository, source), "utf8"), source).not.toMatch(off);
  }
});
