import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A file of the page. */
export interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

// The build writes the page beside the compiled code. Tests run the sources, and find it in the last build.
const folders = ["page", "../dist/console/page"].map((folder) => path.join(__dirname, folder));

/** The folder with the built page; undefined if it was not built. */
export function assetFolder(): string | undefined {
  return folders.find((folder) => existsSync(path.join(folder, "console.js")));
}

let assets: ReadonlyMap<string, Asset> | undefined;

/** A file of the page by its name. They are read once, with the first request for one. */
export function asset(name: string): Asset | undefined {
  assets ??= readAssets(assetFolder());
  return assets.get(name);
}

function readAssets(folder: string | undefined): ReadonlyMap<string, Asset> {
  return new Map(
    (folder === undefined ? [] : readdirSync(folder)).flatMap((name): [string, Asset][] => {
      const type = types[path.extname(name)];
      return folder === undefined || type === undefined
        ? []
        : [[name, { type, content: readFileSync(path.join(folder, name)) }]];
    }),
  );
}
