import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { factsOf, type Kind, kinds } from "../../provider/cliApi";
import { collections, type Edit, edits } from "../../test/support/compare/edits";
import { type ComparedIds, fillCompared } from "../../test/support/compare/sandbox";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { serviceEnvironment } from "../../test/support/exportCommand";
import type { CommandContext } from "../command";
import { compare, type Finding, type Sandbox } from "./comparison";
import { ignoredInputs, ignoredKinds } from "./ignored";
import { openSide, readSide } from "./side";

let emulator: RunningEmulator;
let plain: PlainClient;
let prod: ComparedIds;
/** What dev contains, which no edit changes. */
let from: Sandbox;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
  await fillCompared(new PlainClient(emulator.url, "dev"));
  prod = await fillCompared(plain);
  from = await read("dev");
});
afterAll(() => emulator.close());

const comparedKinds = kinds.filter(
  (kind) => ignoredKinds[kind] === undefined && factsOf(kind).service === "aep",
);

test.each(comparedKinds)("Every compared input of %s has at least one edit", (kind) => {
  expect(Object.values(edits[kind] ?? {}).filter((rows) => rows.length === 0)).toEqual([]);
});

test.each(comparedKinds)("Every input of %s has an edit or is on the list of ignored inputs", (kind) => {
  const ignored = ignoredInputs[kind].map(({ path }) => path).filter((path) => !path.includes("."));
  const edited = Object.keys(edits[kind] ?? {});
  expect([...new Set([...ignored, ...edited])].toSorted()).toEqual(
    Object.keys(factsOf(kind).fields).toSorted(),
  );
});

const all = Object.entries(edits).flatMap(([kind, inputs]) =>
  Object.entries(inputs).flatMap(([input, rows]) =>
    rows.map((edit) => [`${kind}.${input}`, `${edit.of}${edit.at}`, kind as Kind, edit] as const),
  ),
);

test.each(all)("A change of %s by %s is reported, and nothing else", async (_input, _place, kind, edit) => {
  const collection = `${collections[kind]}/${encodeURIComponent(prod[edit.of])}`;
  const value = typeof edit.value === "function" ? edit.value(prod) : edit.value;
  const before = await plain.admin("GET", collection);
  await plain.admin("PATCH", collection, [{ op: "add", path: edit.at, value }]);
  try {
    const { findings } = await compare({ from, to: await read("prod") });
    expect(summaries(findings)).toEqual(expected(kind, edit));
  } finally {
    const [, member = ""] = edit.at.split("/");
    const path = `/${member}`;
    const undo = member in before ? { op: "add", path, value: before[member] } : { op: "remove", path };
    await plain.admin("PATCH", collection, [undo]);
  }
});

async function read(name: string): Promise<Sandbox> {
  const context: CommandContext = {
    environment: serviceEnvironment(emulator.url),
    folder: "/",
    log: () => undefined,
    error: () => undefined,
    doing: () => undefined,
    json: () => undefined,
    hide: () => undefined,
    hidden: () => [],
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  };
  const side = await openSide({ name }, "aep", context);
  try {
    return await readSide(side, "aep", context);
  } finally {
    await side.session.close();
  }
}

/** Own differences: what follows from a renaming is reported too. */
function summaries(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ follows }) => follows === undefined)
    .map(({ type, change, properties }) =>
      [type.split(":").at(-1), change, ...properties.map(({ path }) => path)].join(" "),
    )
    .toSorted();
}

function expected(kind: Kind, { shows }: Edit): string[] {
  const word = factsOf(kind).type.split(":").at(-1);
  switch (shows) {
    case "renamed":
      return [`${word} only in from`, `${word} only in to`];
    case "only in to":
      return [`${word} only in to`];
    default:
      return [`${word} changed ${shows}`];
  }
}
