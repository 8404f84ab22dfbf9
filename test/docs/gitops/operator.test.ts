import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { documentsIn, filesIn } from "../../support/gitops/exampleScripts";

const text = z.string().min(1);
const metadata = z.strictObject({
  name: text,
  namespace: text.optional(),
  annotations: z.record(text, text).optional(),
});
const literal = z.strictObject({ type: z.literal("Literal"), literal: z.strictObject({ value: text }) });
const secret = z.strictObject({
  type: z.literal("Secret"),
  secret: z.strictObject({ name: text, key: text }),
});
// No package on npm or PyPI contains the operator's definitions of its resources, and this repository does not copy them.
// These are the fields used here and no others, with the names, types and limits of the definitions of version 2.3.
const stack = z.strictObject({
  apiVersion: z.literal("pulumi.com/v1"),
  kind: z.literal("Stack"),
  metadata,
  spec: z.strictObject({
    serviceAccountName: text,
    // Version 2.1 and newer refuse longer names.
    stack: text.max(42),
    preview: z.boolean().optional(),
    backend: z.string().startsWith("azblob://"),
    secretsProvider: z.string().startsWith("azurekeyvault://"),
    projectRepo: z.url().optional(),
    branch: text.optional(),
    programRef: z.strictObject({ name: text }).optional(),
    resyncFrequencySeconds: z.int().min(60).optional(),
    refresh: z.boolean().optional(),
    destroyOnFinalize: z.literal(false),
    prerequisites: z.array(z.strictObject({ name: text })).optional(),
    config: z.record(text, text).optional(),
    envRefs: z.record(z.string().regex(/^[A-Z_]+$/), z.discriminatedUnion("type", [literal, secret])),
    workspaceTemplate: z.strictObject({
      spec: z.strictObject({
        image: text.optional(),
        securityProfile: z.enum(["baseline", "restricted"]).optional(),
        podTemplate: z.strictObject({
          metadata: z.strictObject({ labels: z.record(text, text) }),
          spec: z.strictObject({ terminationGracePeriodSeconds: z.int() }).optional(),
        }),
      }),
    }),
  }),
});
const program = z.strictObject({
  apiVersion: z.literal("pulumi.com/v1"),
  kind: z.literal("Program"),
  metadata,
  program: z.strictObject({
    configuration: z.record(
      text,
      z.strictObject({ type: z.enum(["String", "Number", "List<Number>", "List<String>"]) }),
    ),
    resources: z.record(
      text,
      z.strictObject({
        type: text,
        properties: z.record(text, z.unknown()),
        options: z.strictObject({ protect: z.boolean() }).optional(),
      }),
    ),
    outputs: z.record(text, text),
  }),
});
const account = z.looseObject({ metadata });
let objects: { kind: string; [key: string]: unknown }[];
beforeAll(async () => {
  const files = [...(await filesIn("examples/gitops/operator/*.yaml")).values()];
  objects = z.array(z.looseObject({ kind: z.string() })).parse(files.flatMap(documentsIn));
});
const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);

it("the resources of the Pulumi Kubernetes Operator have the shapes that the operator defines", () => {
  const kinds = objects.map(({ kind }) => kind).toSorted();
  const [stacks, accounts] = [Array(3).fill("Stack"), Array(2).fill("ServiceAccount")];
  expect(kinds).toEqual(["ClusterRoleBinding", "Program", ...accounts, ...stacks]);
  for (const object of ofKind("Stack")) {
    expect(stack.safeParse(object).error?.issues).toBeUndefined();
  }
  for (const object of ofKind("Program")) {
    expect(program.safeParse(object).error?.issues).toBeUndefined();
  }
});

it("their references lead to one another, and each stack has one source", () => {
  const stacks = ofKind("Stack").map((object) => stack.parse(object));
  const programs = ofKind("Program").map((object) => program.parse(object));
  const names = new Set(stacks.map(({ metadata }) => metadata.name));
  for (const { spec } of stacks) {
    expect([spec.projectRepo, spec.programRef].filter((source) => source !== undefined)).toHaveLength(1);
    expect(spec.branch === undefined).toBe(spec.projectRepo === undefined);
    for (const { name } of spec.prerequisites ?? []) {
      expect(names).toContain(name);
    }
    if (spec.programRef) {
      expect(programs.map((one) => one.metadata.name)).toContain(spec.programRef.name);
    }
    const accounts = ofKind("ServiceAccount").map((object) => account.parse(object).metadata.name);
    expect(accounts).toContain(spec.serviceAccountName);
  }
});

it("each stage has its own state, key and identity, and what follows main only previews", () => {
  for (const object of ofKind("Stack")) {
    const { spec } = stack.parse(object);
    expect(spec.backend).toContain(`azblob://pulumi-${spec.stack}?`);
    expect(spec.secretsProvider).toContain(`//acme-pulumi-${spec.stack}.vault`);
    expect(spec.serviceAccountName).toBe(`pulumi-aep-${spec.stack}${spec.preview ? "-read" : ""}`);
    expect(spec.branch === "refs/heads/main").toBe(spec.preview ?? false);
  }
});

it("no Program contains resources of this package, which it could not run", () => {
  const types = ofKind("Program").flatMap((object) =>
    Object.values(program.parse(object).program.resources).map(({ type }) => type),
  );
  expect(types.length).toBeGreaterThan(0);
  expect(types.filter((type) => !type.startsWith("azure-native:"))).toEqual([]);
});
