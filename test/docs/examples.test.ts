import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const checkout = path.resolve(__dirname, "../..");
const read = (file: string) => readFileSync(path.join(checkout, file), "utf8");

const versions = z.record(z.string(), z.string());
const manifestShape = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  dependencies: versions,
  devDependencies: versions,
});
const projectShape = z.strictObject({
  name: z.string(),
  description: z.string(),
  main: z.literal("index.ts"),
  runtime: z.literal("nodejs"),
  template: z.strictObject({
    description: z.string(),
    config: z.record(
      z.string(),
      z.strictObject({
        description: z.string(),
        secret: z.literal(true).optional(),
        default: z.string().optional(),
      }),
    ),
  }),
});
const { version, ...root } = manifestShape
  .extend({ peerDependencies: versions })
  .parse(JSON.parse(read("package.json")));
/** The versions that this repository is tested with, and those that users need. */
const known: Record<string, string> = {
  ...root.devDependencies,
  ...root.peerDependencies,
  "pulumi-aep": `^${version}`,
  "aep-emulator": `^${version}`,
};

const examples = globSync("examples/*/index.ts", { cwd: checkout })
  .map((file) => path.dirname(file))
  .toSorted();

it("there are examples", () => {
  expect(examples).toContain("examples/minimal");
  expect(examples).toHaveLength(8);
});

it("the minimal example has ten lines", () => {
  expect(read("examples/minimal/index.ts").trimEnd().split("\n")).toHaveLength(10);
});

describe.each(examples)("%s stands alone", (example) => {
  const program = read(`${example}/index.ts`);
  const manifest = manifestShape.parse(JSON.parse(read(`${example}/package.json`)));
  const project = projectShape.parse(parse(read(`${example}/Pulumi.yaml`)));

  it("its package.json lists what the program imports, in the versions of this repository", () => {
    const imported = [...program.matchAll(/ from "((?:@[\w-]+\/)?[\w-]+)/g)].map(([, name = ""]) => name);
    expect(new Set([...imported, "@pulumi/pulumi"])).toEqual(new Set(Object.keys(manifest.dependencies)));
    for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(range, name).toBe(known[name]);
    }
  });

  it("its tsconfig.json refers to nothing outside its folder", () => {
    expect(read(`${example}/tsconfig.json`)).not.toContain("..");
  });

  it("its template asks for every value that the program requires and no file of a stack contains", () => {
    const required = [...program.matchAll(/config\.require\w*\("(\w+)"\)/g)].map(([, key = ""]) => key);
    const stacks = globSync(`${example}/Pulumi.*.yaml`, { cwd: checkout });
    const given = stacks.map((file) => Object.keys(parse(read(file)).config));
    for (const key of required) {
      const everywhere = given.length > 0 && given.every((keys) => keys.includes(key));
      expect(everywhere || key in project.template.config, key).toBe(true);
    }
  });

  it("its template marks secrets as secret", () => {
    for (const [key, { secret }] of Object.entries(project.template.config)) {
      expect(secret ?? false, key).toBe(/secret|connectionString|advertiserId/i.test(key));
    }
  });

  it("its README names every key that the template asks for, and how to start", () => {
    const text = read(`${example}/README.md`);
    expect(text).toContain(`pulumi new`);
    for (const key of Object.keys(project.template.config)) {
      expect(text).toContain(`\`${key}\``);
    }
  });
});
