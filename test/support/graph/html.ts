const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** A text of HTML without its entities. */
export function decodedHtml(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|(\w+));/g, (entity, code?: string, name?: string) =>
    code === undefined ? (named[name ?? ""] ?? entity) : String.fromCodePoint(Number(code)),
  );
}
