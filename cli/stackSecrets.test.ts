import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type FakeResponse, fakePulumi } from "../test/support/fakePulumi";
import { runCommandLine } from ".";

/** Secrets of every origin that a service, a provider or Pulumi can quote. */
const planted = {
  environment: "env-Secret-for/tests+1",
  clientSecret: "client-Secret-for/tests+2",
  madconnect: "madconnect-Secret-for/tests+3",
  accessToken: "token-Secret-for/tests+4",
  program: "program-Secret-for/tests+5",
  member: "member-Secret-for/tests+6",
  authParam: "param-Secret-for/tests+7",
  provider: "provider-Secret-for/tests+8",
};
const echo = Object.values(planted)
  .flatMap((value) => [value, encodeURIComponent(value), Buffer.from(`key:${value}`).toString("base64")])
  .join(" ");

const config = {
  "aep:clientSecret": { value: planted.clientSecret, secret: true },
  "aep:madconnectClientSecret": { value: planted.madconnect, secret: true },
  // A plain value of a key that is always secret.
  "aep:accessToken": { value: planted.accessToken, secret: false },
  "acme:note": { value: planted.program, secret: true },
  "acme:object": { value: JSON.stringify({ list: [planted.member] }), secret: true },
  "acme:plain": { value: "a plain value", secret: false },
};

const marked = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});
const urn = "urn:pulumi:dev::acme::aws:s3:Bucket::logs";
const resource = {
  urn,
  type: "aws:s3:Bucket",
  id: "1",
  inputs: { auth: marked({ key: [planted.authParam] }) },
};
const state = {
  version: 3,
  deployment: {
    manifest: { time: "2026-01-01T00:00:00Z" },
    resources: [
      resource,
      {
        urn: "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::other",
        type: "pulumi:providers:pulumi-nodejs",
        id: "2",
        inputs: { "aep:clientSecret": marked(planted.provider) },
      },
    ],
    pending_operations: [{ type: "creating", resource }],
  },
};

const diagnostic = (severity: string) =>
  JSON.stringify({ diagnosticEvent: { severity, message: `quoted: ${echo}` } });
const side = (acl: string) => ({ id: "1", custom: true, inputs: {}, outputs: { acl } });
const changed = JSON.stringify({
  resOutputsEvent: {
    metadata: { op: "update", urn, type: "aws:s3:Bucket", old: side("a"), new: side(`quoted: ${echo}`) },
  },
});

test.each<[string, readonly string[], Record<string, FakeResponse>]>([
  [
    "a message during drift",
    ["drift"],
    { "refresh --preview-only": { output: `${diagnostic("warning")}\n` } },
  ],
  ["a changed value, as a table", ["drift"], { "refresh --preview-only": { output: `${changed}\n` } }],
  ["a changed value, as JSON", ["drift", "--json"], { "refresh --preview-only": { output: `${changed}\n` } }],
  [
    "a failed preview",
    ["drift"],
    { "refresh --preview-only": { output: `${diagnostic("error")}\n`, code: 255 } },
  ],
  ["a failure of Pulumi", ["drift"], { "refresh --preview-only": { errors: `quoted: ${echo}`, code: 255 } }],
  ["a stack trace", ["drift"], { "refresh --preview-only": { output: `{"a":${planted.program}"\n` } }],
  ["a version", ["doctor"], { "version --non-interactive": { output: `quoted: ${echo}` } }],
  ["a failure of the history", ["recover"], { "stack history": { errors: `quoted: ${echo}`, code: 255 } }],
])("No output contains a secret of the stack or the environment: %s", async (_name, args, responses) => {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-secrets-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\n");
  const pulumi = await fakePulumi(folder, {
    "stack --show-name": { output: "dev\n" },
    "config --json": { output: JSON.stringify(config) },
    "stack export": { output: JSON.stringify(state) },
    "whoami --json": { output: JSON.stringify({ user: "u", url: "file:///nowhere" }) },
    ...responses,
  });
  const lines: string[] = [];
  await runCommandLine(args, {
    environment: { PATH: pulumi, HOME: folder, AEP_CLIENT_SECRET: planted.environment },
    folder,
    log: (line) => void lines.push(line),
    error: (line) => void lines.push(line),
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  const output = lines.join("\n");
  expect(output).toContain("[secret]");
  expect(output).not.toMatch(/-Secret-|for.{1,3}tests/);
  for (const value of Object.values(planted)) {
    expect(output).not.toContain(Buffer.from(`key:${value}`).toString("base64").slice(8, 24));
  }
});
