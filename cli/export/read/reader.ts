import {
  definitions,
  factsOf,
  idIn,
  type JsonObject,
  type Kind,
  kinds,
  nameOf,
  Problem,
  pluralOf,
  resourceContextOf,
  type Service,
  ServiceError,
  type Session,
  textOf,
  unlimitedCall,
  viewOf,
} from "../../../provider/cliApi";
import type { CommandContext } from "../../command";
import { exportedKinds } from "../kinds";
import { isNamed, namesIn, referencesIn } from "../references";
import { type ExportedEntity, exportedEntity } from "./entity";
import { related } from "./related";
import type { Gap, NamedEntity, ReadResult } from "./result";

/** Which entities are read. */
export interface ReadOptions {
  /** Only these flows and what they need; if empty, everything. */
  readonly flows: readonly string[];
  /** Reads MadConnect instead of AEP. */
  readonly madconnect: boolean;
  /** Also lists what nothing refers to, of the kinds that are read only because others refer to them. Default: no. */
  readonly withUnused?: true;
}

/** An entity as a list shows it. */
interface ListedEntity {
  readonly id: string;
  readonly title: string;
  readonly inputs: JsonObject;
}

/** What is shown while entities are read. */
export interface ReaderOutput extends Pick<CommandContext, "doing"> {
  /** Writes a line. */
  report(line: string): void;
}

const unreadable = "could not be read";

/** Reads each entity by its id, because lists can return older or incomplete entities; lists are only read for the ids. */
export class EntityReader {
  readonly #session: Session;
  readonly #output: ReaderOutput;
  readonly #gaps: Gap[] = [];
  readonly #readyMade: NamedEntity[] = [];
  /** Kinds and ids of the entities that were read, or that could not be read. */
  readonly #requested = new Set<string>();
  readonly #lists = new Map<Kind, Promise<readonly ListedEntity[]>>();

  constructor(session: Session, output: ReaderOutput) {
    this.#session = session;
    this.#output = output;
  }

  /** Reads everything, or only some flows and what they need. */
  async read({ flows, madconnect, withUnused }: ReadOptions): Promise<ReadResult> {
    const entities: ExportedEntity[] = [];
    const order = kindsOf(madconnect ? "madconnect" : "aep");
    for (const kind of order) {
      const requested = kind === "flow" ? flows : [];
      const seeds =
        (madconnect || flows.length === 0) && exportedKinds[kind].reads === "all"
          ? await this.#seedsOf(kind)
          : [];
      const ids = new Set([...requested, ...seeds, ...idsReferredTo(kind, entities)]);
      entities.push(...(await this.#readAll(kind, [...ids], requested.length > 0)));
    }
    for (let known = 0; known < entities.length; ) {
      known = entities.length;
      entities.push(...(await this.#belongingTo(entities)));
      entities.push(...(await this.#namedBy(entities)));
      for (const kind of order) {
        entities.push(...(await this.#furtherOf(kind, entities)));
      }
    }
    const unused = withUnused && !madconnect && flows.length === 0 ? await this.#unused() : undefined;
    return { entities: related(entities), gaps: this.#gaps, readyMade: this.#readyMade, unused };
  }

  /** What nothing that was read refers to; `undefined` if it could not be listed. */
  async #unused(): Promise<readonly NamedEntity[] | undefined> {
    const gaps = this.#gaps.length;
    const found: NamedEntity[] = [];
    for (const kind of kinds.filter((one) => exportedKinds[one].reads === "referred")) {
      const listed = await this.#listed(kind);
      const unread = new Set(
        this.#unread(
          kind,
          listed.map(({ id }) => id),
        ),
      );
      found.push(...listed.flatMap(({ id, title }) => (unread.has(id) ? [{ kind, id, title }] : [])));
    }
    return this.#gaps.length === gaps ? found : undefined;
  }

  /** The entities of a kind that are referred to by what was read after that kind, or by entities of the kind itself. */
  async #furtherOf(kind: Kind, read: readonly ExportedEntity[]): Promise<ExportedEntity[]> {
    const found: ExportedEntity[] = [];
    for (;;) {
      const ids = this.#unread(kind, idsReferredTo(kind, [...read, ...found]));
      if (ids.length === 0) {
        return found;
      }
      found.push(...(await this.#readAll(kind, ids)));
    }
  }

  #unread(kind: Kind, ids: Iterable<string>): string[] {
    return [...new Set(ids)].filter((id) => !this.#requested.has(`${kind} ${id}`));
  }

  // Without the licence the service refuses the list. If another entity refers to an entity of the kind, reading that one fails.
  async #seedsOf(kind: Kind): Promise<string[]> {
    try {
      return await this.#idsOf(kind);
    } catch (error) {
      const { licence, mayBeMissing } = factsOf(kind);
      // Services below /data/core respond to a missing permission with 401.
      const refusals = mayBeMissing === true ? [401, 403, 404] : [403, 404];
      const isRefused = error instanceof ServiceError && refusals.includes(error.status);
      if ((licence === undefined && mayBeMissing !== true) || !isRefused) {
        throw error;
      }
      const subject = pluralOf(kind, "start of a sentence");
      this.#gaps.push({ subject, problem: unreadable, cause: firstLine(error) });
      return [];
    }
  }

  async #idsOf(kind: Kind): Promise<string[]> {
    const { definition, api } = await this.#open(kind);
    this.#output.doing(`listing ${pluralOf(kind)}`);
    const ids: string[] = [];
    const pages = api.listing?.pages() ?? [await api.list(undefined)];
    for await (const page of pages) {
      for (const entity of page) {
        const view = viewOf(definition, entity);
        const id = String(idIn(definition, entity));
        if (exportedKinds[kind].isServicesOwn?.(view) !== true) {
          ids.push(id);
        } else if (exportedKinds[kind].mentionsServicesOwn === true) {
          this.#readyMade.push({ kind, id, title: nameOf(entity) ?? "" });
        }
      }
    }
    return ids;
  }

  async #readAll(kind: Kind, ids: readonly string[], isRequested = false): Promise<ExportedEntity[]> {
    const { definition, api } = await this.#open(kind);
    const title = pluralOf(kind);
    const isFirst = ![...this.#requested].some((one) => one.startsWith(`${kind} `));
    for (const id of ids) {
      this.#requested.add(`${kind} ${id}`);
    }
    let count = 0;
    const found = await Promise.all(
      ids.map(async (id) => {
        const entity = await api.read(id, {});
        if (entity === undefined) {
          if (isRequested) {
            throw notFound(definition.noun, id);
          }
          this.#gaps.push({
            subject: `The ${definition.noun}`,
            id,
            problem: `does not exist or is being deleted; ${
              exportedKinds[kind].isOwn === undefined
                ? "references to it contain its id"
                : "its id comes from the stack's config"
            }`,
          });
        }
        count++;
        this.#output.doing(`reading ${title}: ${count} of ${ids.length}`);
        return entity === undefined ? [] : [exportedEntity(kind, definition, entity, this.#session)];
      }),
    );
    this.#output.report(`${title}: ${found.flat().length}${isFirst ? "" : " more"}`);
    return found.flat();
  }

  async #open(kind: Kind) {
    const definition = await definitions[kind]();
    // A read reports a connection that has failed.
    const call = { ...unlimitedCall("read"), report: this.#output.report };
    return { definition, api: resourceContextOf({ definition, session: this.#session, call }, {}).api };
  }

  /** The entities that belong to entities which were read, such as the descriptors of schemas. */
  async #belongingTo(read: readonly ExportedEntity[]): Promise<ExportedEntity[]> {
    const found: ExportedEntity[] = [];
    for (const kind of read.length === 0 ? [] : kinds) {
      const { reads } = exportedKinds[kind];
      if (typeof reads === "object" && "of" in reads) {
        found.push(...(await this.#belonging(kind, reads.of, read)));
      }
    }
    return found;
  }

  async #belonging(kind: Kind, owner: string, read: readonly ExportedEntity[]): Promise<ExportedEntity[]> {
    const ownerKinds = exportedKinds[kind].references[owner] ?? [];
    const owners = new Set(read.flatMap((entity) => (ownerKinds.includes(entity.kind) ? [entity.id] : [])));
    if (owners.size === 0) {
      return [];
    }
    const listed = await this.#listed(kind);
    const ids = new Set<string>();
    const next = () => listed.find(({ id, inputs }) => owners.has(textOf(inputs[owner])) && !ids.has(id));
    for (let one = next(); one !== undefined; one = next()) {
      ids.add(one.id);
      // What it refers to will be read, and what belongs to that too.
      for (const { id } of referencesIn({ kind, inputs: one.inputs })) {
        owners.add(id);
      }
    }
    const unread = this.#unread(kind, ids);
    return unread.length === 0 ? [] : this.#readAll(kind, unread);
  }

  /** The entities that those which were read name, such as the namespaces of identities. */
  async #namedBy(read: readonly ExportedEntity[]): Promise<ExportedEntity[]> {
    const names = read.flatMap(namesIn);
    const found: ExportedEntity[] = [];
    for (const kind of new Set(names.map((name) => name.kind))) {
      const listed = await this.#listed(kind);
      const ids = listed
        .filter(({ inputs }) => exportedKinds[kind].isServicesOwn?.(inputs) !== true)
        .filter(({ inputs }) => names.some((name) => name.kind === kind && isNamed(name, inputs)))
        .map(({ id }) => id);
      const unread = this.#unread(kind, ids);
      if (unread.length > 0) {
        found.push(...(await this.#readAll(kind, unread)));
      }
    }
    return found;
  }

  /** All entities of a kind as a list shows them. */
  #listed(kind: Kind): Promise<readonly ListedEntity[]> {
    const listed = this.#lists.get(kind) ?? this.#list(kind);
    this.#lists.set(kind, listed);
    return listed;
  }

  async #list(kind: Kind): Promise<readonly ListedEntity[]> {
    const { definition, api } = await this.#open(kind);
    this.#output.doing(`listing ${pluralOf(kind)}`);
    try {
      const entities = await api.list(undefined);
      return entities.map((entity) => ({
        id: String(idIn(definition, entity)),
        title: nameOf(entity) ?? "",
        inputs: viewOf(definition, entity),
      }));
    } catch (error) {
      const subject = pluralOf(kind, "start of a sentence");
      this.#gaps.push({ subject, problem: unreadable, cause: firstLine(error) });
      return [];
    }
  }
}

/** The kinds of a service that are read, each before those that it refers to. */
function kindsOf(service: Service): Kind[] {
  return kinds
    .filter((kind) => factsOf(kind).service === service && typeof exportedKinds[kind].reads === "string")
    .toReversed();
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}

function idsReferredTo(kind: Kind, entities: readonly ExportedEntity[]): string[] {
  return entities
    .flatMap(referencesIn)
    .filter((reference) => reference.kind === kind)
    .map(({ id }) => id);
}

function notFound(noun: string, id: string): Problem {
  return new Problem({
    what: `There is no ${noun} ${id} in this sandbox.`,
    advice: "Check the id and --sandbox.",
  });
}
