import { expect, test } from "vitest";
import { presentable, presentableJson, withInvisibleEscaped } from "./presentable";

/** Texts that services can return, each with a command for a terminal or a CI system. */
const hostile = [
  ["a cleared line", "\u001b[2K\u001b[1Aname"],
  ["the clipboard", "\u001b]52;c;bHM=\u0007"],
  ["an escape of eight bits", "\u009b2J"],
  ["a carriage return", "error\rNo drift"],
  ["a backspace", "abc\b\b\b"],
  ["another reading direction", "a\u202egnp.exe\u2066"],
  ["no width", "a\u200bb\u200dc\ufeffd\u2060e\u00adf"],
  ["a tag character", "a\u{e0041}b"],
  ["a line separator", "a\u2028::error::b\u2029c"],
  ["a half character", "a\ud800b"],
  ["a command of Azure Pipelines", "##vso[task.setvariable variable=a]b"],
  ["a command of Azure Pipelines in a line", "refused: ##vso[task.complete]"],
  ["a group of Azure Pipelines", "  ##[error]a"],
  ["a command of TeamCity", "##teamcity[buildStop]"],
  ["a command of GitHub", "::set-output name=a::b"],
  ["a command of GitHub in the second line", "a\r\n \u00a0::error::b"],
] as const;

test.each(hostile)("A text with %s becomes harmless and stays so.", (_name, text) => {
  const shown = presentable(text, []);
  expect(shown).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*(\n[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*)*$/u);
  expect(shown).not.toMatch(/##[\w.-]*\[|^\s*::/m);
  expect(shown).not.toBe(text);
  expect(presentable(shown, [])).toBe(shown);
});

test.each(hostile)("JSON with %s is harmless and has the same values.", (_name, text) => {
  const value = { [text]: [text] };
  const shown = presentableJson(value, []);
  expect(JSON.parse(shown)).toEqual(value);
  expect(shown).not.toMatch(/[^\P{C}\n]|##[\w.-]*\[|^\s*::/mu);
});

test("JSON with secrets is valid.", () => {
  const secret = 'a"b\\';
  const shown = presentableJson({ a: secret, b: `${secret}\\"` }, [secret]);
  expect(JSON.parse(shown)).toEqual({ a: "[secret]", b: expect.stringContaining("[secret]") });
});

test("A text for users stays as it is.", () => {
  const text =
    'The flow "Größe 日本語 👍" failed.\n\t# Next: urn:pulumi:dev::acme::aep:Flow::orders\n## Title';
  expect(presentable(text, [])).toBe(text);
  expect(withInvisibleEscaped("a b", "")).toBe("a b");
});
