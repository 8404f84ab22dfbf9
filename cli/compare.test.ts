import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { RunningEmulator } from "../emulator/index";
import { type ComparedDifference, comparedJson, compareInProcess } from "../test/support/compare/inProcess";
import { fillCompared, type SandboxIds } from "../test/support/compare/sandbox";
import { startEmulator } from "../test/support/emulator/emulator";
import { PlainClient } from "../test/support/emulator/plainClient";
import { serviceEnvironment } from "../test/support/exportCommand";
import { fakePulumi } from "../test/support/fakePulumi";
import { fillMadconnect } from "../test/support/filled/madconnect";
import { paths } from "../test/support/filled/specs";

let emulator: RunningEmulator;
let plain: PlainClient;
let ids: Readonly<Record<"dev" | "prod", SandboxIds>>;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
  ids = { dev: await fillCompared(new PlainClient(emulator.url, "dev")), prod: await fillCompared(plain) };
});
afterAll(() => emulator.close());

/** Changes an entity on the service until the end of the test. */
async function change(place: string, member: string, value: unknown): Promise<void> {
  const { [member]: before } = await plain.admin("GET", place);
  const set = (to: unknown) => plain.admin("PATCH", place, [{ op: "add", path: `/${member}`, value: to }]);
  await set(value);
  onTestFinished(async () => {
    await set(before);
  });
}

const shown = ({ type, name, change: is, follows }: ComparedDifference) =>
  `${type.split(":").at(-1)} ${name} ${is}${follows === undefined ? "" : ` with ${follows}`}`;

test("Two sandboxes with the same content are equal, whatever their ids and start times, and only reads are sent", async () => {
  await plain.forgetRequests();
  const { code, log, error } = await compareInProcess(emulator.url);
  expect(log, error).toMatch(
    /^No differences: all \d+ entities of .*\nSecrets were not compared: .*passPhrase/,
  );
  expect(code).toBe(0);
  expect(await plain.writeLines()).toEqual([]);
  expect(Object.values(ids.dev).filter((id) => Object.values(ids.prod).includes(id))).toEqual([]);
});

test("Mapping sets and tags in another order, and versions of keys and mappings, are no difference", async () => {
  const { mappings } = await plain.admin("GET", `mappingSets/${ids.prod.mappings}`);
  await change(`mappingSets/${ids.prod.mappings}`, "mappings", (mappings as unknown[]).toReversed());
  await change(`flows/${ids.prod.flow}`, "transformations", [
    { name: "Encryption", params: { publicKeyId: ids.prod.key, signVerificationKeyId: "another" } },
    { name: "Mapping", params: { mappingId: ids.prod.mappings, mappingVersion: 7 } },
  ]);
  expect((await comparedJson(emulator.url)).differences).toEqual([]);
});

test("A renamed schema is one that disappears and one that appears; what is known by its name follows", async () => {
  await change(`schemas/${encodeURIComponent(ids.prod.schema)}`, "title", "Customer");
  const { differences } = await comparedJson(emulator.url);
  const all = differences.map(shown);
  expect(all.filter((one) => !one.includes(" with "))).toEqual([
    "Schema Customer only in to",
    "Schema Member only in from",
  ]);
  expect(all).toContain('Dataset Members only in from with schema "Member"');
  expect(all).toContain('Dataset Members only in to with schema "Customer"');
});

test("Entities with one name are ambiguous: listed with their ids, never paired, and a difference", async () => {
  const twin = await plain.create(paths.connections, {
    name: "Storage",
    connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" },
    auth: { specName: "ConnectionString", params: { connectionString: "a-key-for-tests" } },
  });
  onTestFinished(async () => {
    await plain.admin("DELETE", `connections/${twin}`);
  });
  const { code, log } = await compareInProcess(emulator.url);
  expect(log).toMatch(/aep:BaseConnection +Storage +exists +2 with this name +ambiguous\n/);
  expect(code).toBe(2);
  const { differences } = await comparedJson(emulator.url);
  expect(differences).toEqual([
    expect.objectContaining({
      name: "Storage",
      change: "ambiguous",
      ids: { from: [ids.dev.otherBase], to: expect.arrayContaining([ids.prod.otherBase, twin]) },
    }),
  ]);
});

test("The table and the Markdown contain path and values, and no secret", async () => {
  await change(`flows/${ids.prod.flow}`, "labels", ["a|b", "<!-- `x` -->"]);
  await change(`connections/${ids.prod.base}`, "description", "of emulator-secret");
  const { log } = await compareInProcess(emulator.url);
  expect(log).toMatch(/aep:Flow +Members +labels +\["C2"\] +\["a\|b","<!-- `x` -->"\]\n/);
  const markdown = await compareInProcess(emulator.url, ["--from", "dev", "--to", "prod", "--markdown"]);
  expect(markdown.code).toBe(2);
  expect(markdown.log).toContain(
    '| `aep:Flow` `"Members"` | `labels` | `["C2"]` | `` ["a\\|b","<!-- `x` -->"] `` |  |',
  );
  for (const text of [log, markdown.log, JSON.stringify(await comparedJson(emulator.url))]) {
    expect(text).not.toMatch(/emulator-secret|a-key-for-tests|an-account-of-acme/);
  }
});

test("A kind that only one sandbox allows to read is not compared, and the result is unknown", async () => {
  await plain.admin("POST", "faults", {
    kind: "answer",
    status: 403,
    body: { title: "Forbidden" },
    method: "GET",
    path: "/data/core/ups/config/mergePolicies",
  });
  const { code, log } = await compareInProcess(emulator.url);
  expect(log).toMatch(
    /^It could not be determined whether .*\nMerge policies were not compared, because .*dev: /,
  );
  expect(code).toBe(1);
});

test("Sandboxes of two organisations with other tenant ids are equal, with the credentials of a stack's configuration", async () => {
  const other = await startEmulator({ tenant: "partner" });
  onTestFinished(() => other.close());
  await fillCompared(new PlainClient(other.url), "partner");
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\n");
  const given = serviceEnvironment(other.url);
  const config = {
    "aep:orgId": { value: given.AEP_ORG_ID },
    "aep:clientId": { value: given.AEP_CLIENT_ID },
    "aep:clientSecret": { value: given.AEP_CLIENT_SECRET, secret: true },
    "aep:apiUrl": { value: other.url },
    "aep:imsUrl": { value: other.url },
    "aep:sandbox": { value: "prod" },
  };
  const PATH = await fakePulumi(folder, { "config --json": { output: JSON.stringify(config) } });
  for (const args of [
    ["--to-stack", "partner"],
    ["--to-config", "Pulumi.partner.yaml"],
  ]) {
    const { code, log, error } = await compareInProcess(emulator.url, ["--from", "dev", ...args], {
      environment: { PATH },
      folder,
    });
    expect(log, error).toMatch(/^No differences: /);
    expect(code).toBe(0);
  }
});

test("Both sides have to differ, and an unknown stack of a file is reported", async () => {
  const same = await compareInProcess(emulator.url, ["--from", "dev", "--to", "dev"]);
  expect(same.error).toMatch(/Both sides are sandbox dev.*\n.*--to NAME/);
  expect(same.code).toBe(1);
  const file = await compareInProcess(emulator.url, ["--to-config", "other.yaml"]);
  expect(file.error).toMatch(/The stack of "other\.yaml" is unknown.*\n.*Pulumi\.STACK\.yaml/);
});

test("Ctrl-C ends the command at once and changes nothing", async () => {
  await plain.forgetRequests();
  const { code } = await compareInProcess(emulator.url, ["--from", "dev", "--to", "prod"], {
    stopped: Promise.resolve(),
  });
  expect(code).toBe(130);
  expect(await plain.writeLines()).toEqual([]);
});

test("Connections of two accounts of MadConnect are compared by name and connectors", async () => {
  await fillMadconnect(plain);
  const { differences, notCompared } = await comparedJson(emulator.url, [
    "--madconnect",
    "--to",
    "5c0e7d2b91f84a36",
  ]);
  const changes = new Set(differences.map(({ type, change: is }) => `${type.split(":").at(-1)} ${is}`));
  expect(changes).toEqual(new Set(["Connection only in from", "Connection ambiguous"]));
  expect(notCompared).toEqual({ secrets: [], kinds: [] });
});
