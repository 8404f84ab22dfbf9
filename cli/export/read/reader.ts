import {
  definitions,
  type Kind,
  Problem,
  placeOf,
  SchemaRegistry,
  ServiceError,
  type Session,
} from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";
import { placesAt } from "../places";
import { type ExportedEntity, exportedEntity } from "./entity";

/** What is to be read. */
export interface ReadOptions {
  /** Only what these flows need; all there is when empty. */
  readonly flows: readonly string[];
  /** Whether it is MadConnect that is read. */
  readonly madconnect: boolean;
}

/** What was read. */
export interface ReadResult {
  readonly entities: readonly ExportedEntity[];
  /** What could not be found out. */
  readonly gaps: readonly string[];
}

/** The kinds of AEP, each before those it refers to. */
const kinds = [
  "flow",
  "sourceConnection",
  "targetConnection",
  "mappingSet",
  "dataset",
  "baseConnection",
  "schema",
  "privateEndpoint",
] as const satisfies readonly Kind[];

/** The kinds that are read whether something refers to them or not. */
const listedKinds: ReadonlySet<Kind> = new Set([
  "flow",
  "sourceConnection",
  "targetConnection",
  "baseConnection",
  "privateEndpoint",
]);

/** How many entities are read between two lines of progress. */
const stride = 250;

/** Reads entities one by one, their lists only for the ids: what a list shows may be older or less than the entity itself. */
export class Reader {
  readonly #session: Session;
  readonly #progress: (line: string) => void;
  readonly #gaps: string[] = [];
  #isStopped = false;

  constructor(session: Session, progress: (line: string) => void) {
    this.#session = session;
    this.#progress = progress;
  }

  /** From now on nothing more is asked for: what goes on fails. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Reads everything, or what some flows need. */
  async read({ flows, madconnect }: ReadOptions): Promise<ReadResult> {
    if (madconnect) {
      const ids = await this.#idsOf("madconnectConnection");
      return { entities: await this.#readAll("madconnectConnection", ids), gaps: this.#gaps };
    }
    const entities: ExportedEntity[] = [];
    for (const kind of kinds) {
      const seeds = flows.length === 0 && listedKinds.has(kind) ? await this.#seedsOf(kind) : [];
      const ids = new Set([...(kind === "flow" ? flows : []), ...seeds, ...idsReferredTo(kind, entities)]);
      entities.push(...(await this.#readAll(kind, [...ids], kind === "flow" && flows.length > 0)));
    }
    return this.#withDescriptors(entities);
  }

  // Few organisations have a licence for private endpoints. Where a connection uses one, reading that one fails.
  async #seedsOf(kind: Kind): Promise<string[]> {
    try {
      return await this.#idsOf(kind);
    } catch (error) {
      const isRefused = error instanceof ServiceError && (error.status === 403 || error.status === 404);
      if (kind !== "privateEndpoint" || !isRefused) {
        throw error;
      }
      this.#gaps.push(`Private endpoints could not be read: ${firstLine(error)}`);
      return [];
    }
  }

  async #idsOf(kind: Kind): Promise<string[]> {
    const { definition, api } = await this.#open(kind);
    const ids: string[] = [];
    const pages = api.listing?.pages() ?? [await api.list(undefined)];
    for await (const page of pages) {
      this.#goOn();
      ids.push(...page.map((entity) => String(entity[definition.idKey ?? "id"])));
    }
    return ids;
  }

  async #readAll(kind: Kind, ids: readonly string[], isAskedFor = false): Promise<ExportedEntity[]> {
    const { definition, api } = await this.#open(kind);
    const title = `${definition.noun}s`;
    let count = 0;
    const found = await Promise.all(
      ids.map(async (id) => {
        this.#goOn();
        const entity = await api.read(id, {});
        if (entity === undefined) {
          if (isAskedFor) {
            throw notThere(definition.noun, id);
          }
          this.#gaps.push(
            `${definition.noun} ${id}: gone, or being deleted; what refers to it has its id as it is`,
          );
        }
        count++;
        if (count % stride === 0) {
          this.#progress(`${title}: ${count} of ${ids.length}`);
        }
        return entity === undefined ? [] : [exportedEntity(kind, definition, entity, this.#session)];
      }),
    );
    this.#progress(`${title}: ${found.flat().length}`);
    return found.flat();
  }

  async #open(kind: Kind) {
    const definition = await definitions[kind]();
    return { definition, api: placeOf({ definition, session: this.#session }, {}).api };
  }

  // Identities and relationships of a schema are entities of their own, which no resource makes yet.
  async #withDescriptors(entities: readonly ExportedEntity[]): Promise<ReadResult> {
    if (!entities.some(({ kind }) => kind === "schema")) {
      return { entities, gaps: this.#gaps };
    }
    const definition = await definitions.schema();
    const { scope } = placeOf({ definition, session: this.#session }, {});
    const { orgId = "", sandbox = "" } = scope;
    try {
      const described = await new SchemaRegistry(this.#session, { orgId, sandbox }).schemasWithDescriptors();
      const leftOut =
        "it has descriptors (identities, relationships, display names), which no resource makes yet";
      return {
        entities: entities.map((entity) =>
          described.has(entity.id) ? { ...entity, leftOut: entity.leftOut ?? leftOut } : entity,
        ),
        gaps: this.#gaps,
      };
    } catch (error) {
      return {
        entities,
        gaps: [...this.#gaps, `Whether schemas have descriptors could not be read: ${firstLine(error)}`],
      };
    }
  }

  #goOn(): void {
    if (this.#isStopped) {
      throw new Problem({ what: "Interrupted: nothing was written." });
    }
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}

function idsReferredTo(kind: Kind, entities: readonly ExportedEntity[]): string[] {
  return entities.flatMap((entity) =>
    Object.entries(exportedKinds[entity.kind].references)
      .filter(([, target]) => target === kind)
      .flatMap(([pattern]) => placesAt(entity.inputs, pattern))
      .flatMap(({ value }) => (typeof value === "string" && value !== "" ? [value] : [])),
  );
}

function notThere(noun: string, id: string): Problem {
  return new Problem({
    what: `There is no ${noun} ${id} in this sandbox.`,
    advice: "Check the id and --sandbox.",
  });
}
