import { createHash } from "node:crypto";
import type { PlainClient } from "../emulator/plainClient";
import { paths } from "../filled/specs";
import type { Properties } from "../host/providerHost";

/** A thing of a sandbox. */
export interface GraphNode {
  readonly kind: string;
  readonly id: string;
  readonly entity: Properties;
}

/** What the service makes of every thing by itself, beside its id. */
const serverMade: Readonly<Record<string, readonly string[]>> = {
  endpoints: ["id", "state"],
  schemas: ["$id", "meta:altId", "meta:registryMetadata", "meta:sandboxId", "version"],
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
    schemas: await pages(
      plain,
      (start) => `${paths.schemas}?orderby=title&limit=100&start=${start}`,
      "results",
    ),
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
 * What two sandboxes with the same things have in common, whatever their ids: every thing as a text, without what the
 * service made of it, and with a mark in the place of each id that says which thing is meant: what it is, what it refers
 * to and what refers to it, some steps far. Two sandboxes are alike if these texts are equal.
 *
 * @param normalise - makes values equal that may differ between the two.
 * @param steps - how far: 0 tells what things differ by themselves, whatever they refer to. From an endpoint over base
 * connection, source, flow and target to a schema it is five; ten go there and back.
 */
export function likeness(
  nodes: readonly GraphNode[],
  normalise: (node: GraphNode) => Properties = ({ entity }) => entity,
  steps = 10,
): string[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const own = new Map(nodes.map((node) => [node.id, withoutServerMade(node.kind, normalise(node))]));
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

/** Everything that is needed by some things, these among them. */
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

function withoutServerMade(kind: string, entity: Properties): Properties {
  const dropped = serverMade[kind] ?? ofFlowService;
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

// A key of the vault stands for the secret behind it, which nobody can read.
const vault = /^https:\/\/emulator\.vault\.azure\.net\/secrets\//;

function replaced(value: unknown, marks: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") {
    return marks.get(value) ?? (vault.test(value) ? "<secret>" : value);
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

/** Pages that are counted by where they begin: a list in a member of the answer, or an object keyed by id. */
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
