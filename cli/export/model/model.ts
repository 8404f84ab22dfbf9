import { type Json, type Kind, textOf } from "../../../provider/cliApi";
import { exportedKinds, ofDestination } from "../kinds";
import { placesAt, withPlaces } from "../places";
import type { Thing } from "../read/entity";
import { hasApproval } from "../write/approval";
import type { Expression } from "../write/typescript";
import { fileName, free, identifier, resourceName } from "./names";
import { inOrder, type Link } from "./order";
import { type Role, type Setting, SettingKeys, settingPlaces, versionPlaces } from "./settings";

/** A thing as it stands in the program. */
export interface Entry {
  readonly thing: Thing;
  readonly role: Role;
  /** Name of the resource. */
  readonly name: string;
  readonly variable: string;
  /** Variable of the approval of an endpoint that has one. */
  readonly approvalVariable: string | undefined;
  /** The file it stands in, without its ending. */
  readonly file: string;
  readonly links: readonly Link[];
  readonly settings: readonly Setting[];
}

/** Everything that goes into the program. */
export interface Model {
  /** All that was read, what is left out included. */
  readonly things: readonly Thing[];
  /** In the order in which it is written: what is referred to comes first. */
  readonly entries: readonly Entry[];
  entryOf(thing: Thing): Entry;
  /** The files in which something refers to a thing. */
  filesUsing(thing: Thing): ReadonlySet<string>;
}

/** Which things a program makes, what they are called and where they stand. */
export function modelOf(all: readonly Thing[], { shareEndpoints }: { shareEndpoints: boolean }): Model {
  const things = withoutDestinations(all);
  const byId = indexOf(things);
  const links = new Map(
    things.map((thing) => [thing, thing.leftOut === undefined ? linksIn(thing, byId) : []]),
  );
  const linksOf = (thing: Thing) => links.get(thing) ?? [];
  const used = new Set([...links.values()].flat().map(({ to }) => to));
  const kept = things.filter((thing) => thing.leftOut === undefined || used.has(thing));
  const ordered = inOrder(kept, linksOf, (thing) => withoutCircumstances(thing, linksOf(thing)));
  const roleOf = ({ kind, leftOut }: Thing): Role => {
    if (leftOut !== undefined) {
      return "id";
    }
    return shareEndpoints && kind === "privateEndpoint" ? "got" : "made";
  };
  return new Program(entriesOf(ordered, linksOf, roleOf), things);
}

class Program implements Model {
  readonly entries: readonly Entry[];
  readonly things: readonly Thing[];
  readonly #byThing: ReadonlyMap<Thing, Entry>;
  readonly #files = new Map<Thing, Set<string>>();

  constructor(entries: readonly Entry[], things: readonly Thing[]) {
    this.entries = entries.toSorted(byKindAndName);
    this.things = things;
    this.#byThing = new Map(entries.map((entry) => [entry.thing, entry]));
    for (const { file, links } of entries) {
      for (const { to } of links) {
        this.#files.set(to, (this.#files.get(to) ?? new Set()).add(file));
      }
    }
  }

  entryOf(thing: Thing): Entry {
    const entry = this.#byThing.get(thing);
    if (entry === undefined) {
      throw new Error(`${thing.kind} ${thing.id} is not in the program`);
    }
    return entry;
  }

  filesUsing(thing: Thing): ReadonlySet<string> {
    return this.#files.get(thing) ?? new Set();
  }
}

function entriesOf(
  ordered: readonly Thing[],
  linksOf: (thing: Thing) => readonly Link[],
  roleOf: (thing: Thing) => Role,
): Entry[] {
  const names = namesFor(ordered);
  const nameOf = (thing: Thing) => names.get(thing) ?? thing.kind;
  const flows = flowsBehind(ordered, linksOf);
  const keys = new SettingKeys(ordered.filter((thing) => roleOf(thing) === "made"));
  const taken = new Set<string>();
  const variable = (name: string, word: string) => free(identifier(name, word), taken, "_");
  return ordered.map((thing) => {
    const [role, name, links] = [roleOf(thing), nameOf(thing), linksOf(thing)];
    const { word } = exportedKinds[thing.kind];
    return {
      thing,
      role,
      name,
      variable: variable(name, role === "id" ? `${word}Id` : word),
      approvalVariable: hasApproval({ thing, role }) ? variable(name, "Approval") : undefined,
      file: fileOf(thing, [...(flows.get(thing) ?? [])].map(nameOf)),
      links,
      settings: keys.of(thing, role, name, links),
    };
  });
}

function indexOf(things: readonly Thing[]): Map<string, Thing> {
  return new Map(things.map((thing) => [`${thing.kind} ${thing.id}`, thing]));
}

/** What only destinations use is theirs. */
function withoutDestinations(things: readonly Thing[]): readonly Thing[] {
  const byId = indexOf(things);
  const users = new Map<Thing, Thing[]>();
  for (const thing of things) {
    const also = (thing.uses ?? []).flatMap(({ kind, id }) => byId.get(`${kind} ${id}`) ?? []);
    for (const to of [...linksIn(thing, byId).map((link) => link.to), ...also]) {
      users.set(to, [...(users.get(to) ?? []), thing]);
    }
  }
  const isTheirs = (thing: Thing): boolean => {
    if (thing.leftOut === ofDestination) {
      return true;
    }
    const mayBe = thing.kind === "sourceConnection" || thing.kind === "baseConnection";
    const ofThing = users.get(thing) ?? [];
    return mayBe && ofThing.length > 0 && ofThing.every(isTheirs);
  };
  return things.map((thing) =>
    thing.leftOut === undefined && isTheirs(thing) ? { ...thing, leftOut: ofDestination } : thing,
  );
}

function linksIn(thing: Thing, byId: ReadonlyMap<string, Thing>): Link[] {
  const find = (kind: Kind, id: Json) => byId.get(`${kind} ${textOf(id)}`);
  return Object.entries(exportedKinds[thing.kind].references).flatMap(([pattern, kind]) =>
    placesAt(thing.inputs, pattern).flatMap(({ path, value }) => {
      const to = typeof value === "string" ? find(kind, value) : undefined;
      return to === undefined ? [] : [{ path, to }];
    }),
  );
}

/** What a thing is, without what another environment has otherwise. */
function withoutCircumstances(thing: Thing, links: readonly Link[]): Expression {
  const circumstances = [
    ...links.map(({ path }) => path),
    ...versionPlaces(thing, links).map(({ path }) => path),
    ...settingPlaces(thing).map(({ path }) => path),
    ...placesAt(thing.inputs, "scheduleParams.startTime").map(({ path }) => path),
  ];
  const plain = withPlaces(
    thing.inputs,
    circumstances.map((path) => ({ path, value: null })),
  );
  return [plain, thing.secrets];
}

/** Unique within a kind; of several with one title, their order says which gets the number. */
function namesFor(ordered: readonly Thing[]): Map<Thing, string> {
  const taken = new Map<Kind, Set<string>>();
  const byTitle = ordered.toSorted((left, right) => compare(left.title, right.title));
  return new Map(
    byTitle.map((thing) => {
      const ofKind = taken.get(thing.kind) ?? new Set();
      taken.set(thing.kind, ofKind);
      const { word } = exportedKinds[thing.kind];
      return [thing, free(resourceName(thing.title, word.toLowerCase()), ofKind)];
    }),
  );
}

/** The flows that need a thing, straight or by way of others. */
function flowsBehind(
  ordered: readonly Thing[],
  linksOf: (thing: Thing) => readonly Link[],
): Map<Thing, Set<Thing>> {
  const flows = new Map<Thing, Set<Thing>>(ordered.map((thing) => [thing, new Set<Thing>()]));
  const spread = (flow: Thing, thing: Thing) => {
    flows.get(thing)?.add(flow);
    for (const { to } of linksOf(thing)) {
      spread(flow, to);
    }
  };
  for (const thing of ordered) {
    if (thing.kind === "flow") {
      spread(thing, thing);
    }
  }
  return flows;
}

function fileOf({ kind }: Thing, flows: readonly string[]): string {
  const { home } = exportedKinds[kind];
  if (home !== "flow") {
    return home;
  }
  const [flow, ...others] = flows;
  return flow === undefined || others.length > 0 ? "shared" : `flows/${fileName(flow, "flow")}`;
}

function byKindAndName(left: Entry, right: Entry): number {
  const kinds = Object.keys(exportedKinds);
  return kinds.indexOf(left.thing.kind) - kinds.indexOf(right.thing.kind) || compare(left.name, right.name);
}

// By code units: the language of the machine must not decide what a program looks like.
function compare(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
