import { isJsonArray, isJsonObject, type Json } from "../values/json";
import { type Decoded, undecoded, unescaped, unpacked } from "./encodings";
import { folded, pieceLength, type SecretForms, secretForms, shortestCut } from "./secretForms";

/** Replaces secrets in a message. */
const mark = "[secret]";

/** Layers of escapes that are removed: each JSON text inside another one adds a layer. */
const deepestEscapes = 12;
/** How often base64 or hex may be inside each other. */
const deepestPacking = 3;

/**
 * Replaces secret texts in a message, also encoded in any of the ways that services use, one inside the other, and also
 * if only the beginning or the end of a secret is shown. Takes linear time.
 */
export function redact(message: string, secrets: Iterable<string>): string {
  const forms = formsOf([...secrets]);
  if (forms.whole.length === 0 || message === "") {
    return message;
  }
  const hidden = new Uint8Array(message.length);
  hide(undecoded(message), forms, hidden, deepestPacking);
  return withoutHidden(message, hidden);
}

let last: { readonly secrets: readonly string[]; readonly forms: SecretForms } | undefined;

// The lines of one output have the same secrets, of which a state can contain some hundred.
function formsOf(secrets: readonly string[]): SecretForms {
  if (secrets.length !== last?.secrets.length || secrets.some((one, at) => one !== last?.secrets[at])) {
    last = { secrets, forms: secretForms(secrets) };
  }
  return last.forms;
}

/** Replaces secret texts in all texts and keys of a value. */
export function redactValue(value: Json, secrets: readonly string[]): Json {
  if (typeof value === "string") {
    return redact(value, secrets);
  }
  if (isJsonArray(value)) {
    return value.map((member) => redactValue(member, secrets));
  }
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [redact(key, secrets), redactValue(member, secrets)]),
      )
    : value;
}

function hide(layer: Decoded, forms: SecretForms, hidden: Uint8Array, packing: number): void {
  let current: Decoded | undefined = layer;
  for (let depth = 0; current !== undefined && depth <= deepestEscapes; depth++) {
    mask(current, forms, hidden);
    for (const inner of packing > 0 ? unpacked(current) : []) {
      hide(inner, forms, hidden, packing - 1);
    }
    current = unescaped(current);
  }
}

function mask({ text, starts, ends }: Decoded, forms: SecretForms, hidden: Uint8Array): void {
  const searched = folded(text);
  let done = 0;
  let after = 0;
  const cover = (from: number, to: number) => {
    // Occurrences can overlap; each position is only written once as long as they come in order.
    const start = from >= after ? from : Math.max(from, done);
    after = from;
    done = Math.max(done, to);
    if (start < to) {
      hidden.fill(1, starts[start], ends[to - 1]);
    }
  };
  const restart = () => {
    done = 0;
    after = 0;
  };
  for (const form of forms.whole) {
    restart();
    for (const at of occurrences(searched, form)) {
      cover(at, at + form.length);
    }
  }
  for (const form of forms.cuttable) {
    restart();
    for (const at of occurrences(searched, form.slice(0, shortestCut))) {
      const to = commonEnd(searched, at, form);
      if (isCutAfter(searched, at, to)) {
        cover(at, to);
      }
    }
    restart();
    for (const at of occurrences(searched, form.slice(-shortestCut))) {
      const from = commonStart(searched, at + shortestCut, form);
      if (isCutBefore(searched, from)) {
        cover(from, at + shortestCut);
      }
    }
  }
  restart();
  for (const at of piecesIn(searched, forms.pieces)) {
    cover(at, at + pieceLength);
  }
}

function* occurrences(text: string, form: string): Generator<number> {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    yield at;
  }
}

function commonEnd(text: string, at: number, form: string): number {
  let length = shortestCut;
  while (length < form.length && text[at + length] === form[length]) {
    length++;
  }
  return at + length;
}

function commonStart(text: string, end: number, form: string): number {
  let length = shortestCut;
  while (length < form.length && length < end && text[end - length - 1] === form[form.length - length - 1]) {
    length++;
  }
  return end - length;
}

// What follows the visible beginning: half of an escape, then a sign of the cut or the end of the value or line.
const ellipsis =
  /(?:%[0-9a-f]?|\\(?:u[0-9a-f]{0,3}|x[0-9a-f]?)?|&#?\w{0,8})?["'`]?\s?(?:…|\.{2,}|\*{2,}|[[(<]?(?:truncated|snip|cut|more|omitted))/iy;
const end =
  /(?:%[0-9a-f]?|\\(?:u[0-9a-f]{0,3}|x[0-9a-f]?)?|&#?\w{0,8})?(?:["'`<\0\n]|[)\]}>,.;: ]{0,8}(?:$|\n))/iy;

function isCutAfter(text: string, from: number, to: number): boolean {
  ellipsis.lastIndex = to;
  if (ellipsis.test(text)) {
    return true;
  }
  // A secret can begin with a word, which other texts contain too.
  if (/^[a-z]{1,11}$/i.test(text.slice(from, to))) {
    return false;
  }
  end.lastIndex = to;
  return end.test(text);
}

function isCutBefore(text: string, at: number): boolean {
  return /(?:…|\.{2,}|\*{2,}|(?:truncated|snip|cut|more|omitted)[\])>]?)\s?$/i.test(
    text.slice(Math.max(0, at - 16), at),
  );
}

function* piecesIn(text: string, pieces: ReadonlySet<string>): Generator<number> {
  if (pieces.size === 0) {
    return;
  }
  // Most positions are excluded by their first three characters, without a slice.
  const starts = new Uint8Array(0x10000);
  const keyAt = (from: string, at: number) =>
    (from.charCodeAt(at) * 961 + from.charCodeAt(at + 1) * 31 + from.charCodeAt(at + 2)) & 0xffff;
  for (const piece of pieces) {
    starts[keyAt(piece, 0)] = 1;
  }
  for (let at = 0; at + pieceLength <= text.length; at++) {
    if (starts[keyAt(text, at)] === 1 && pieces.has(text.slice(at, at + pieceLength))) {
      yield at;
    }
  }
}

function withoutHidden(message: string, hidden: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < message.length; ) {
    const isHidden = hidden[at] === 1;
    const next = hidden.indexOf(isHidden ? 0 : 1, at);
    const to = next < 0 ? message.length : next;
    parts.push(isHidden ? mark : message.slice(at, to));
    at = to;
  }
  return parts.join("");
}
