import { expect, test } from "vitest";
import { classNameOf, kinds, tokenOf } from "../../provider/cliApi";
import { importBed, planted, runImport, stackResource } from "../../test/support/importCommand";
import type { CommandStack } from "../../test/support/stackCommand";

const bed = importBed();

const missing = "00000000-0000-4000-8000-000000000000";

/** Refused imports: what the user gives, and the first line of the message. */
const refusals: readonly [
  what: string,
  args: (id: string) => readonly string[],
  message: RegExp,
  project?: (id: string) => CommandStack,
][] = [
  ["an unknown type", () => ["Flw", "a", "b"], /There is no type "Flw"\. Did you mean Flow\?$/m],
  [
    "an ambiguous type",
    () => ["Connection", "a", "b"],
    /There is no type "Connection"\. Did you mean BaseConnection or SourceConnection or TargetConnection or madconnect\.Connection\?$/m,
  ],
  ["a type of another provider", () => ["aws:s3:Bucket", "a", "b"], /\nThe types are PrivateEndpoint, /],
  ["a missing argument", () => ["Flow", "a"], /TYPE NAME ID are required, but "Flow" "a" is given\./],
  ["an empty name", (id) => ["TargetConnection", "", id], /"" is not a valid name/],
  ["an unknown id", () => ["Flow", "a", missing], /There is no flow "0+-.*" in sandbox prod of organisation/],
  [
    "the id of another kind",
    (id) => ["Flow", "a", id],
    /is the id of the target connection "ACME orders in the data lake", not of a flow\.\nUse the type TargetConnection\.$/,
  ],
  [
    "an entity of another sandbox",
    (id) => ["TargetConnection", "a", id, "--sandbox", "dev"],
    /There is no target connection ".*" in sandbox dev of .*\n.*--sandbox/,
  ],
  ["an id that no URL can have", () => ["Flow", "a", "../flows"], /"\.\.\/flows"/],
  [
    "an entity that the stack has",
    (id) => ["TargetConnection", "a", id],
    /The target connection ".*" \(.*\) is already in the stack dev: urn:pulumi:dev::acme::.*::other\.\n/,
    (id) => ({ resources: [stackResource("targetConnection", "other", id)] }),
  ],
  [
    "a name that the stack has",
    (id) => ["TargetConnection", "a", id],
    /The stack dev already has a TargetConnection with the name "a": other-id\.\n/,
    () => ({ resources: [stackResource("targetConnection", "a", "other-id")] }),
  ],
];

test.each(refusals)("%s is refused, and nothing is imported.", async (_what, args, message, project) => {
  const id = await planted(bed.emulator.url, "targetConnection");
  const { code, text, error } = await runImport(bed.emulator.url, [...args(id), "--yes"], {
    ...project?.(id),
    pulumi: { "import --file": {} },
  });
  expect({ code, text }).toEqual({ code: 1, text: "" });
  expect(error).toMatch(message);
  expect(error.split("\n    at ")).toHaveLength(1);
});

test("An entity that is only read by the program can be imported under another name.", async () => {
  const id = await planted(bed.emulator.url, "targetConnection");
  const resources = [stackResource("targetConnection", "read", id, { external: true })];
  const { code } = await runImport(bed.emulator.url, ["TargetConnection", "a", id, "--out", "import.json"], {
    resources,
  });
  expect(code).toBe(0);
});

test.each([
  ["failed", { state: "failed" }, /The flow "ACME orders" \(.*\) cannot be imported: it is failed/],
  ["being deleted", { state: "delete-finalizing" }, /There is no flow .*, or it is being deleted\./],
])("A flow that is %s is refused.", async (_case, edit, message) => {
  const id = await planted(bed.emulator.url, "flow");
  await bed.plain.admin("PATCH", `flows/${id}`, edit);
  const { code, error } = await runImport(bed.emulator.url, ["Flow", "orders", id, "--out", "import.json"]);
  expect(code).toBe(1);
  expect(error).toMatch(message);
});

test("A draft is imported, and the output says that pulumi up leaves it as it is.", async () => {
  for (const [kind, collection] of [
    ["Flow", "flows"],
    ["SourceConnection", "sourceConnections"],
  ] as const) {
    const id = await planted(bed.emulator.url, kind === "Flow" ? "flow" : "sourceConnection");
    await bed.plain.admin("PATCH", `${collection}/${id}`, { state: "draft" });
    const out = `${collection}.json`;
    const { code, text, error } = await runImport(bed.emulator.url, [kind, "orders", id, "--out", out]);
    expect(code).toBe(0);
    expect(error).toMatch(/pulumi up leaves this (flow|source connection) as it is: it is a draft in AEP/);
    expect(text.includes('state: "disabled"')).toBe(kind === "Flow");
  }
});

test("Every kind is named by its class, its kind and its token.", async () => {
  for (const kind of kinds) {
    for (const name of [classNameOf(kind), kind, tokenOf(kind), kind.toUpperCase()]) {
      const { error } = await runImport(bed.emulator.url, [name, "", "id"]);
      expect(error, name).toMatch(/is not a valid name/);
    }
  }
});
