import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { factsOf, type Kind, kinds, type Service } from "../../provider/cliApi";
import { accounts, fillAccount } from "../../test/support/compare/account";
import { collections, edits } from "../../test/support/compare/edits";
import type { ComparedIds, Edit } from "../../test/support/compare/edits/edit";
import { fillCompared } from "../../test/support/compare/sandbox";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { serviceEnvironment } from "../../test/support/exportCommand";
import type { CommandContext } from "../command";
import { compare, type Finding, type Sandbox } from "./comparison";
import { ignoredInputs, ignoredKinds } from "./ignored";
import { openSide, readSide } from "./side";

let emulator: RunningEmulator;
let plain: PlainClient;
/** Ids of the side that edits change. */
let ids: ComparedIds;
/** The names of both sides in each service. */
const sides = { aep: { from: "dev", to: "prod" }, madconnect: accounts } as const;
/** What the first side contains, which no edit changes. */
let from: Readonly<Record<Service, Sandbox>>;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
  await fillCompared(new PlainClient(emulator.url, "dev"));
  await fillAccount(plain, accounts.from);
  ids = { ...(await fillCompared(plain)), ...(await fillAccount(plain, accounts.to)) };
  from = { aep: await read("aep", "from"), madconnect: await read("madconnect", "from") };
});
afterAll(() => emulator.close());

const comparedKinds = kinds.filter((kind) => ignoredKinds[kind] === undefined);

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
    rows.map((edit) => [`${kind}.${input}`, `${edit.of}${edit.at}`, edit.shows, kind as Kind, edit] as const),
  ),
);

test.each(["aep", "madconnect"] as const)("Without a change, nothing of %s is reported", async (service) => {
  const { findings, compared } = await compare({ from: from[service], to: await read(service, "to") });
  expect(findings).toEqual([]);
  expect(compared).toBeGreaterThan(1);
});

test.each(["masked", "clear"])(
  "Configurations of connectors that MadConnect returns %s are no difference",
  async (form) => {
    await plain.switches({ madconnectConfigsOnRead: form });
    onTestFinished(() => plain.switches({ madconnectConfigsOnRead: "hidden" }));
    const { findings } = await compare({
      from: await read("madconnect", "from"),
      to: await read("madconnect", "to"),
    });
    expect(findings).toEqual([]);
  },
);

test.each(all)(
  "A change of %s by %s shows %s in the report, and nothing else",
  async (_input, _place, _shows, kind, edit) => {
    const collection = `${collections[kind]}/${encodeURIComponent(ids[edit.of])}`;
    const value = typeof edit.value === "function" ? edit.value(ids) : edit.value;
    const before = await plain.admin("GET", collection);
    await plain.admin("PATCH", collection, [{ op: "add", path: edit.at, value }]);
    try {
      const { service } = factsOf(kind);
      const { findings } = await compare({ from: from[service], to: await read(service, "to") });
      expect(summaries(findings)).toEqual(expected(kind, edit));
    } finally {
      const [, member = ""] = edit.at.split("/");
      const path = `/${member}`;
      const undo = member in before ? { op: "add", path, value: before[member] } : { op: "remove", path };
      await plain.admin("PATCH", collection, [undo]);
    }
  },
);

async function read(service: Service, name: "from" | "to"): Promise<Sandbox> {
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
  const side = await openSide({ name: sides[service][name] }, service, context);
  try {
    return await readSide(side, service, context);
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
    case "only in from":
    case "only in to":
      return [`${word} ${shows}`];
    case "nothing":
      return [];
    default:
      return [`${word} changed ${shows}`];
  }
}
