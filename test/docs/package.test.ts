import { execFile } from "node:child_process";
import { glob, readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { secretsIn } from "../support/secrets";

const repository = path.resolve(__dirname, "../..");

interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const packages = [
  {
    name: "pulumi-aep",
    folder: repository,
    main: "dist/sdk/index.js",
    expected:
      /^(dist\/(sdk|provider|cli)\/.*\.(js|d\.ts)|package\.json|README\.md|LICENSE|CHANGELOG\.md|docs\/([\w-]+\/)*[\w-]+\.md|docs\/(plots\/\w+\.svg|recordings\/[\w-]+\.svg|console\/[\w-]+\.png)|examples\/.*\.(ts|json|ya?ml|md)|emulator\/(README|docs\/\w+)\.md)$/,
  },
  {
    name: "aep-emulator",
    folder: path.join(repository, "emulator"),
    main: "dist/index.js",
    expected:
      /^(dist\/.*\.(js|d\.ts)|dist\/console\/page\/\w+\.(css|html|svg)|bin\/aep-emulator\.js|package\.json|README\.md|LICENSE|docs\/\w+\.md|Containerfile)$/,
  },
];

describe.each(packages)("the published package $name", ({ name, folder, main, expected }) => {
  let files: string[];
  beforeAll(async () => {
    const { stdout } = await promisify(execFile)("npm", ["pack", "--json", "--dry-run", "--ignore-scripts"], {
      cwd: folder,
    });
    const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
    files = (packed?.files ?? []).map((file) => file.path);
  });
  const read = (file: string) => readFile(path.join(folder, file), "utf8");

  it("contains the compiled folders and the documents, and nothing else", () => {
    expect(files).toContain(main);
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
  });

  it("contains the license of the repository", async () => {
    expect(files).toContain("LICENSE");
    expect(await read("LICENSE")).toBe(await readFile(path.join(repository, "LICENSE"), "utf8"));
  });

  it("contains everything that its documents link to", async () => {
    for (const file of files.filter((candidate) => candidate.endsWith(".md"))) {
      for (const [, target = ""] of (await read(file)).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)) {
        const linked = path.posix.join(path.posix.dirname(file), target).replace(/\/$/, "");
        const isPresent = files.some((present) => present === linked || present.startsWith(`${linked}/`));
        expect(isPresent, `${file} links to ${target}`).toBe(true);
      }
    }
  });

  it("contains the pages that its messages name", async () => {
    for (const file of files.filter((candidate) => candidate.endsWith(".js"))) {
      for (const [named] of (await read(file)).matchAll(/\bdocs\/([\w-]+\/)*[\w-]+\.md\b/g)) {
        expect(files, `${file} names ${named}`).toContain(named);
      }
    }
  });

  it("contains no tests, no recorded data and no secrets", async () => {
    expect(files.filter((file) => /\.(test|testing|setup)\.|(^|\/)tests?\//.test(file))).toEqual([]);
    for (const file of files) {
      const secrets = secretsIn(await read(file));
      // The credentials of the emulator are documented.
      expect(secrets.filter((secret) => !secret.startsWith("emulator-"))).toEqual([]);
    }
  });

  it("uses exactly the packages it depends on", async () => {
    const manifest: Manifest = JSON.parse(await read("package.json"));
    const used = new Set<string>();
    for (const file of files.filter((candidate) => candidate.endsWith(".js"))) {
      for (const [, required = ""] of (await read(file)).matchAll(
        /(?<!\.)\b(?:require|import)\("([^."][^"]*)"\)/g,
      )) {
        used.add(/^(@[^/]+\/)?[^/]+/.exec(required)?.[0] ?? "");
      }
    }
    const external = [...used].filter((used) => !isBuiltin(used) && used !== name);
    const dependencies = { ...manifest.dependencies, ...manifest.peerDependencies };
    expect(external.toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });
});

it("no source disables the verification of certificates", async () => {
  const sources = await Array.fromAsync(
    glob("{sdk,provider,emulator,cli,scripts,examples}/**/*.{ts,mjs}", { cwd: repository }),
  );
  expect(sources.length).toBeGreaterThan(100);
  const off = /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|--insecure|strict-ssl/;
  for (const source of sources) {
    expect(await readFile(path.join(repository, source), "utf8"), source).not.toMatch(off);
  }
});
