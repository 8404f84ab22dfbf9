import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { Problem } from "../provider/cliApi";
import type { Terminal } from "./command";
import { guarded, stackOf } from "./output";

const secret = "p8e-Zk3QmT7wLr2BsYd8/HnJc5Ue1Ag4FoVi6";
const hostile = `\u001b[2K##vso[task.complete]\n::error::${encodeURIComponent(secret)}`;

function terminal(environment: NodeJS.ProcessEnv, colours?: Terminal["colours"]) {
  const written: string[] = [];
  const write = (line: string) => {
    written.push(line);
  };
  const context = guarded({
    environment,
    folder: "/",
    log: write,
    error: write,
    confirm: async (question) => {
      write(question);
      return undefined;
    },
    stopped: new Promise(() => {}),
    ...(colours === undefined ? {} : { colours }),
  });
  return { context, written };
}

test.each([
  "AEP_CLIENT_SECRET",
  "AEP_ACCESS_TOKEN",
  "MADCONNECT_CLIENT_SECRET",
  "ARM_CLIENT_SECRET",
  "ARM_OIDC_TOKEN",
])("Nothing that a command writes contains %s or commands.", async (variable) => {
  const { context, written } = terminal({ [variable]: secret });
  context.log(hostile);
  context.error(hostile);
  await context.confirm(hostile);
  context.json({ [hostile]: hostile });
  context.error(stackOf(new TypeError("bug", { cause: new Error(hostile) })));
  expect(written).toHaveLength(5);
  for (const text of written) {
    expect(text).toContain("[secret]");
    expect(text).not.toMatch(/Zk3Q|##vso|^\s*::/m);
    expect(text).not.toContain("\u001b");
  }
});

test("Secrets that become known while a command runs are hidden too.", () => {
  const { context, written } = terminal({});
  const known: string[] = [];
  context.hide(() => known);
  context.log(secret);
  known.push(secret);
  context.log(secret);
  expect(written).toEqual([secret, "[secret]"]);
  expect(context.hidden()).toEqual([secret]);
});

test("Colours are added to what is shown, on each stream by itself, and never to JSON.", () => {
  const { context, written } = terminal({ AEP_CLIENT_SECRET: secret }, { log: true, error: false });
  context.log(`ok  ${hostile}`, "good");
  context.log("plain");
  context.error("pulumi-aep: failed", "bad");
  context.json({ ok: "ok" });
  const [coloured = "", ...others] = written;
  expect(coloured.startsWith("\u001b[32mok\u001b[39m  ")).toBe(true);
  expect(coloured.split("\u001b")).toHaveLength(3);
  expect(others).toEqual(["plain", "pulumi-aep: failed", JSON.stringify({ ok: "ok" }, null, 2)]);
});

test("JSON stays readable as JSON.", () => {
  const { context, written } = terminal({ AEP_CLIENT_SECRET: secret });
  context.json({ a: ["##vso[x]", `\u200b"${secret}"`] });
  expect(JSON.parse(written.join(""))).toEqual({ a: ["##vso[x]", '\u200b"[secret]"'] });
});

test("The stack of an unexpected error contains those of its causes.", () => {
  const text = stackOf(new Problem({ what: "It broke." }, { cause: new RangeError("below") }));
  expect(text).toMatch(/It broke\.\n {4}at [\s\S]*Caused by: RangeError: below\n {4}at /);
  expect(stackOf("text")).toBe("text");
});

test("No command writes past the boundary, and each that signs in registers its secrets there.", async () => {
  const names = (await readdir(__dirname, { recursive: true })).filter((name) =>
    // The second one runs before any other module and shows only the version of Node.js.
    /^(?!main\.ts|requireNode\.ts).*(?<!test|testing)\.ts$/.test(name),
  );
  expect(names.length).toBeGreaterThan(30);
  for (const name of names) {
    const source = await readFile(path.join(__dirname, name), "utf8");
    expect(source, name).not.toMatch(/console\.|process\.std(out|err)/);
    // A session without a configuration is only a clock; the commands hide the secrets of explicit providers.
    if (!name.endsWith("explicitProviders.ts") && /new Session\((?!\(\) => undefined)/.test(source)) {
      expect(source, name).toMatch(/\bhide\(\(\) => .*\.secrets\(\)/);
    }
  }
});
