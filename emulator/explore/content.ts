import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Emulator } from "../core/emulator";
import type { Json } from "../core/json";

const json: z.ZodType<Json> = z.json();

const contentSchema = z.strictObject({
  /** Contents of files by path. */
  files: z.record(z.string(), z.string()).default({}),
  /** Tables by name. */
  tables: z
    .record(
      z.string(),
      z.strictObject({
        columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
        rows: z.array(z.record(z.string(), json)).default([]),
      }),
    )
    .default({}),
  /** Responses of an API by the names of its objects. */
  rest: z.record(z.string(), json).default({}),
  configs: z.array(z.strictObject({ columnName: z.string(), columnType: z.string() })).default([]),
});

/** The content of a source, for exploring it. */
export type Content = z.infer<typeof contentSchema>;

const valueName = (id: string): string => `content/${id}`;

/**
 * Gives a connection, or all connections of a spec, content to explore.
 *
 * @throws Error listing what is wrong with the content.
 */
export function setContent({ store }: Emulator, id: string, given: Json): Content {
  const parsed = contentSchema.safeParse(given);
  if (!parsed.success) {
    throw new Error(z.prettifyError(parsed.error));
  }
  store.setValue(valueName(id), parsed.data);
  return parsed.data;
}

/** The content of the first of these ids that has any, and the files of the folder. */
export function contentOf({ store, settings }: Emulator, ids: readonly string[]): Content {
  const value = ids.map((id) => store.value(valueName(id))).find((candidate) => candidate !== undefined);
  const given = contentSchema.parse(value ?? {});
  return { ...given, files: { ...folderFiles(settings.contentFolder), ...given.files } };
}

function folderFiles(folder: string | undefined): Record<string, string> {
  if (folder === undefined) {
    return {};
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      const relative = path.slice(join(folder, "/").length).replaceAll("\\", "/");
      return [relative, readFileSync(path, "utf8")];
    }),
  );
}
