import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectors } from "../../provider/connectors";
import type { Connector, Privacy } from "../../provider/connectors/row";

// The comments promise which values are encrypted in state; provider/connectors/ decides it.
const documented = [
  ...readFileSync(join(__dirname, "params.ts"), "utf8").matchAll(/\/\*\*\s([^/]*?)\*\/\s+(\w+): unknown;/g),
].map(([, comment = "", name = ""]) => ({ name, comment: comment.replaceAll(/\s*\*?\s+/g, " ").trim() }));

const rows: Connector[] = Object.values(connectors);

function privaciesOf(name: string): Set<Privacy | undefined> {
  return new Set(
    rows.flatMap(({ auth }) =>
      Object.values(auth).flatMap(({ params }) =>
        params.flatMap((list) => (name in list ? [list[name]?.privacy] : [])),
      ),
    ),
  );
}

const promises: Readonly<Record<string, Privacy>> = {
  "Not secret": "clear",
  "Stored encrypted": "encrypted",
  Secret: "secret",
};

test("The comment of every parameter states correctly whether its value is encrypted in state.", () => {
  expect(documented.length).toBeGreaterThan(80);
  for (const { name, comment } of documented) {
    const promise = /(Not secret|Stored encrypted|Secret)\.$/.exec(comment)?.[1];
    expect({ name, comment, promise }).toMatchObject({ promise: expect.any(String) });
    // A URL is a credential in one connector only.
    const privacies = name === "url" ? new Set(["encrypted"]) : privaciesOf(name);
    expect({ name, privacies: [...privacies] }).toEqual({ name, privacies: [promises[promise ?? ""]] });
  }
});
