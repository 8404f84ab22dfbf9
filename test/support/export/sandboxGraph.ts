import { createHash } from "node:crypto";
import type { PlainClient } from "../emulator/plainClient";
import { paths } from "../filled/specs";
import type { Properties } from "../host/providerHost";

/** An entity of a sandbox. */
export interface GraphNode {
  readonly kind: string;
  readonly id: string;
  readonly entity: Properties;
}

/** Fields that the service adds to every entity, besides its id. */
const addedFields: Readonly<Record<string, readonly string[]>> = {
  endpoints: ["id", "state"],
  schemas: [
    "$id",
    "meta:altId",
    "meta:registryMetadata",
    "meta:sandboxId",
    "meta:usageCount",
    "refs",
    "version",
  ],
  dataSets: ["id", "basePath", "created", "files", "sandboxId", "updated", "version", "viewId"],
  mappingSets: ["id", "version", "createdDate", "modifiedDate"],
};

const ofFlowService = [
  "id",
  "createdAt",
  "updatedAt",
  "etag",
  "version",
  "sandboxId",
  "sandboxName",
  "lastOperation",
  "lastRunDetails",
  "runs",
];

/** Everything in a client's sandbox, read through the API page by page. */
export async function readGraph(plain: PlainClient): Promise<GraphNode[]> {
  const read = {
    endpoints: items(await plain.send("GET", paths.endpoints)),
    schemas: await schemasOf(plain),
    dataSets: await pages(plain, (start) => `${paths.dataSets}?limit=100&start=${start}`),
    mappingSets: await pages(plain, (start) => `${paths.mappingSets}?limit=100&start=${start}`, "data"),
    connections: await continued(plain, paths.connections),
    sources: await continued(plain, paths.sources),
    targets: await continued(plain, paths.targets),
    flows: await continued(plain, paths.flows),
  };
  return Object.entries(read).flatMap(([kind, entities]) =>
    entities.map((entity) => ({ kind, id: String(entity.$id ?? entity.id), entity })),
  );
}

/**
 * Descriptions of entities that do not depend on their ids: each as text, without the fields that the service adds, and
 * with a mark in place of each id. The mark describes the entity with that id: its own fields, its references and the
 * entities that refer to it, up to a number of steps. Two sandboxes have the same content if their descriptions are equal.
 *
 * @param normalise - removes values that can differ between the two.
 * @param steps - 0 compares only an entity's own fields. From an endpoint over base connection, source, flow and target
 * to a schema there are five steps; ten go there and back.
 */
export function describeWithoutIds(
  nodes: readonly GraphNode[],
  normalise: (node: GraphNode) => Properties = ({ entity }) => entity,
  steps = 10,
): string[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const own = new Map(nodes.map((node) => [node.id, withoutAddedFields(node.kind, normalise(node))]));
  const referrers = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { id } of nodes) {
    for (const referred of idsIn(own.get(id), known)) {
      referrers.get(referred)?.push(id);
    }
  }
  let marks = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const text = ({ id, kind }: GraphNode) =>
    `${kind} ${JSON.stringify(replaced(own.get(id), marks))} used by [${(referrers.get(id) ?? [])
      .map((referrer) => marks.get(referrer))
      .toSorted()
      .join()}]`;
  for (let step = 0; step < steps; step += 1) {
    marks = new Map(
      nodes.map((node) => [
        node.id,
        `<${node.kind} ${createHash("sha256").update(text(node)).digest("hex").slice(0, 12)}>`,
      ]),
    );
  }
  return nodes.map(text).toSorted();
}

/** The selected entities and everything that they need. */
export function neededBy(nodes: readonly GraphNode[], by: (node: GraphNode) => boolean): GraphNode[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const needed = new Set<string>();
  const visit = (id: string) => {
    if (needed.has(id)) {
      return;
    }
    needed.add(id);
    for (const referred of idsIn(known.get(id)?.entity, known)) {
      visit(referred);
    }
  };
  for (const node of nodes) {
    if (by(node)) {
      visit(node.id);
    }
  }
  return nodes.filter(({ id }) => needed.has(id));
}

function withoutAddedFields(kind: string, entity: Properties): Properties {
  const dropped = addedFields[kind] ?? ofFlowService;
  const kept = Object.entries(entity).filter(([name]) => !dropped.includes(name));
  const own = Object.fromEntries(kept) as Properties;
  if (kind !== "mappingSets") {
    return own;
  }
  const { outputSchema, mappings } = own as { outputSchema: Properties; mappings: Properties[] };
  const withoutId = ({ id: _id, ...rest }: Properties) => rest;
  return { ...own, outputSchema: withoutId(outputSchema), mappings: mappings.map(withoutId) };
}

function* idsIn(value: unknown, known: ReadonlyMap<string, unknown>): Iterable<string> {
  if (typeof value === "string") {
    if (known.has(value)) {
      yield value;
    }
  } else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) {
      yield* idsIn(member, known);
    }
  }
}

// A key of the vault replaces the secret behind it, which cannot be read.
const vault = /^https:\/\/emulator\.vault\.azure\.net\/secrets\//;

// The service adds the time to the tags of a dataset that is enabled for Profile.
const enabledAt = /^enabledAt:.+/;

function replaced(value: unknown, marks: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") {
    return marks.get(value) ?? (vault.test(value) ? "<secret>" : value.replace(enabledAt, "enabledAt"));
  }
  if (Array.isArray(value)) {
    return value.map((item) => replaced(item, marks));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const members = Object.entries(value).map(([name, member]) => [name, replaced(member, marks)] as const);
  return Object.fromEntries(members.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function items({ body }: { body: Properties }): Properties[] {
  return body.items as Properties[];
}

async function continued(plain: PlainClient, path: string): Promise<Properties[]> {
  const found: Properties[] = [];
  let next: string | undefined = `${path}?limit=100`;
  while (next !== undefined) {
    const { body } = await plain.send("GET", next);
    found.push(...(body.items as Properties[]));
    const href = (body._links as { next?: { href: string } } | undefined)?.next?.href;
    next = href === undefined ? undefined : `/data/foundation/flowservice${href}`;
  }
  return found;
}

/** The schemas of a sandbox. A page of the registry starts after a title, never at an index. */
async function schemasOf(plain: PlainClient): Promise<Properties[]> {
  const found: Properties[] = [];
  let start = "";
  for (;;) {
    const path = `${paths.schemas}?orderby=title&limit=100${start}`;
    const { body } = await plain.send("GET", path, undefined, { accept: "application/vnd.adobe.xed+json" });
    found.push(...(body.results as Properties[]));
    const { next } = body._page as { next: string | null };
    if (next === null) {
      return found;
    }
    start = `&start=${encodeURIComponent(next)}`;
  }
}

/** Pages by start index: a list in a member of the response, or an object keyed by id. */
async function pages(
  plain: PlainClient,
  path: (start: number) => string,
  member?: string,
): Promise<Properties[]> {
  const found: Properties[] = [];
  for (;;) {
    const { status, body } = await plain.send("GET", path(found.length), undefined, {
      accept: "application/vnd.adobe.xed+json",
    });
    if (status !== 200) {
      throw new Error(`${path(found.length)}: ${status} ${JSON.stringify(body)}`);
    }
    const page =
      member === undefined
        ? Object.entries(body).map(([id, entity]) => ({ ...(entity as Properties), id }))
        : (body[member] as Properties[]);
    found.push(...page);
    if (page.length < 100) {
      return found;
    }
  }
}
