import type { Json } from "../values/json";
import { redact, redactValue } from "./redact";

// Control characters, those that change the reading direction, and all others that are not visible.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Replaces invisible characters by escapes that JSON and TypeScript read as the same characters. */
export function withInvisibleEscaped(text: string, kept = ""): string {
  return text.replace(invisible, (character) => (kept.includes(character) ? character : escaped(character)));
}

/**
 * A text for a terminal or a CI log: without secrets, with invisible characters escaped, and with a space in what a CI
 * system would run as a command. Applied twice, it changes nothing more.
 */
export function presentable(text: string, secrets: Iterable<string>): string {
  const visible = withInvisibleEscaped(redact(text, secrets).replaceAll("\r\n", "\n"), "\n\t");
  return withoutCommands(visible);
}

/** Runs of a CI system read `##vso[` and its kind anywhere in a line, `::name::` at its beginning. */
function withoutCommands(text: string): string {
  return text.replace(/##(?=[\w.-]*\[)/g, "# #").replace(/^([^\S\n]*):(?=:)/gm, "$1: ");
}

/** A value as JSON for a terminal or a CI log: presentable, and a JSON reader gets the same values, without secrets. */
export function presentableJson(value: object, secrets: readonly string[]): string {
  const plain: Json = JSON.parse(JSON.stringify(value));
  const json = JSON.stringify(redactValue(plain, secrets), null, 2);
  return withInvisibleEscaped(json, "\n").replaceAll("##", "\\u0023#");
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`,
  ).join("");
}
