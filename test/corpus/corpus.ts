import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Switches } from "../../emulator/core/switches";

const kinds = ["baseConnection", "sourceConnection", "targetConnection", "mappingSet", "flow"] as const;

const bodySchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9]+\.\w+$/),
  kind: z.enum(kinds),
  connector: z.string().min(1),
  authSpec: z.string().min(1).optional(),
  secret: z.array(z.string().min(1)),
  switches: z.record(z.string(), z.string()).optional(),
  note: z.string().min(1).optional(),
  body: z.record(z.string(), z.json()),
});

const pageSchema = z.strictObject({
  page: z.string().regex(/^create\/[a-z-]+\/[a-z0-9-]+$/),
  noBody: z.string().min(1).optional(),
  omitted: z.string().min(1).optional(),
});

/** A request body of a page of Adobe's source tutorials. */
export interface DocumentedBody extends Omit<z.infer<typeof bodySchema>, "switches"> {
  /** The page, below `help/sources/tutorials/api`, without `.md`. */
  page: string;
  /** Switches of the emulator without which this body is refused, because the page contradicts another source. */
  switches: Partial<Switches>;
}

/** A page of the list, which has bodies or a reason why it has none. */
export type DocumentedPage = z.infer<typeof pageSchema>;

const folder = path.resolve("test/corpus");

/** The pages below `help/sources/tutorials/api/create`. */
export const pages: readonly DocumentedPage[] = z
  .array(pageSchema)
  .parse(JSON.parse(readFileSync(path.join(folder, "pages.json"), "utf8")));

const bodies = path.join(folder, "bodies");

/** All bodies, each after those that it refers to. */
export const corpus: readonly DocumentedBody[] = readdirSync(bodies, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".json"))
  .sort()
  .flatMap((file) =>
    z
      .array(bodySchema)
      .parse(JSON.parse(readFileSync(path.join(bodies, file), "utf8")))
      .map(({ switches = {}, ...rest }) => ({
        ...rest,
        switches: switches as Partial<Switches>,
        page: file.slice(0, -".json".length).replaceAll(path.sep, "/"),
      })),
  )
  .sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));

const reference = /^\{\{([\w.]+)\}\}$/;

/** The ids of the bodies that a body refers to. */
export function referencesOf(value: unknown): string[] {
  if (typeof value === "string") {
    return reference.exec(value)?.slice(1) ?? [];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(referencesOf) : [];
}

/** A body whose references are the ids of entities. */
export function resolved<Value>(value: Value, idOf: (body: string) => string): Value {
  const replace = (one: unknown): unknown => {
    if (typeof one === "string") {
      const id = reference.exec(one)?.[1];
      return id === undefined ? one : idOf(id);
    }
    if (Array.isArray(one)) {
      return one.map(replace);
    }
    return typeof one === "object" && one !== null
      ? Object.fromEntries(Object.entries(one).map(([name, member]) => [name, replace(member)]))
      : one;
  };
  return replace(value) as Value;
}
