/** A text that was decoded from a message. Each of its characters knows the range of the message that it comes from. */
export interface Decoded {
  readonly text: string;
  readonly starts: Int32Array;
  /** Exclusive. */
  readonly ends: Int32Array;
}

/** A message as the first text to decode. */
export function undecoded(text: string): Decoded {
  return {
    text,
    starts: Int32Array.from({ length: text.length }, (_, index) => index),
    ends: Int32Array.from({ length: text.length }, (_, index) => index + 1),
  };
}

// One character each: a line break with the indentation of a message, percent encoding (UTF-8, or one byte of an older encoding), escapes of JSON and JavaScript, entities.
const escapes =
  /\n +|%[c-d][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}|%u[0-9a-f]{4}|%[0-9a-f]{2}|\\u[0-9a-f]{4}|\\u\{[0-9a-f]{1,6}\}|\\x[0-9a-f]{2}|\\["'\\/bfnrt]|&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi;

/** Removes one layer of escapes; `undefined` if there is none. */
export function unescaped({ text, starts, ends }: Decoded): Decoded | undefined {
  const builder = new Builder(text.length);
  let copied = 0;
  for (const { 0: found, index } of text.matchAll(escapes)) {
    const character = characterOf(found);
    if (character === undefined) {
      continue;
    }
    const next = index + found.length;
    builder.copy(text, starts, ends, copied, index);
    builder.add(character, Number(starts[index]), Number(ends[next - 1]));
    copied = next;
  }
  if (copied === 0) {
    return undefined;
  }
  builder.copy(text, starts, ends, copied, text.length);
  return builder.decoded();
}

/** The text of a value without escapes, and each form on the way to it. */
export function unescapedForms(value: string): string[] {
  const forms = [value];
  for (
    let form = unescaped(undecoded(value));
    form !== undefined && forms.length < 4;
    form = unescaped(form)
  ) {
    forms.push(form.text);
  }
  return forms;
}

// The names that HTML has for characters of ASCII, and for those of Latin-1 in their order.
const ascii: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", sol: "/", bsol: "\\", plus: "+", equals: "=" },
  ...{ colon: ":", semi: ";", comma: ",", period: ".", quest: "?", excl: "!", num: "#", dollar: "$" },
  ...{ percnt: "%", lpar: "(", rpar: ")", ast: "*", commat: "@", lsqb: "[", lbrack: "[", rsqb: "]" },
  ...{ rbrack: "]", Hat: "^", lowbar: "_", grave: "`", lcub: "{", lbrace: "{", rcub: "}", rbrace: "}" },
  ...{ verbar: "|", vert: "|", Tab: "\t", NewLine: "\n" },
};
const latin =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup sup acute micro para middot cedil sup ordm raquo frac frac frac iquest " +
  "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig " +
  "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const named = new Map([
  ...Object.entries(ascii),
  ...latin.split(" ").map((name, index): [string, string] => [name, String.fromCharCode(160 + index)]),
]);

const ofBackslash: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function characterOf(found: string): string | undefined {
  const [first, second = ""] = found;
  if (first === "\n") {
    return first;
  }
  if (first === "&") {
    const name = found.slice(1, -1);
    if (second !== "#") {
      return named.get(name);
    }
    return ofCode(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  }
  if (first === "%" && found.length > 3 && !/u/i.test(second)) {
    return Buffer.from(found.replaceAll("%", ""), "hex").toString();
  }
  const digits = /[0-9a-f]+(?=\}?$)/i.exec(found.slice(/^[\\%][ux]/i.test(found) ? 2 : 1))?.[0];
  if (first === "%" || /[ux]/i.test(second)) {
    return ofCode(Number.parseInt(digits ?? "", 16));
  }
  return ofBackslash[second] ?? second;
}

function ofCode(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Shorter runs of base64 or hex are too short for a secret. */
const shortestRun = 6;

// Encoders break lines, so a run may continue on the next one.
const base64 = /[\w+/-]+(?:\r?\n[\w+/-]+)*/g;
const hex = /[0-9a-f]+/gi;

/**
 * What a text contains in base64 or in hex. Other text can be directly before the first character, so there is one result
 * for each position at which the encoding can begin. A NUL ends each part.
 */
export function unpacked(layer: Decoded): Decoded[] {
  return [
    ...[0, 1, 2, 3].map((offset) => bytesOf(layer, base64, { name: "base64", bits: 6 }, offset)),
    ...[0, 1].map((offset) => bytesOf(layer, hex, { name: "hex", bits: 4 }, offset)),
  ].filter(({ text }) => text !== "");
}

function bytesOf(
  { text, starts, ends }: Decoded,
  runs: RegExp,
  { name, bits }: { readonly name: "base64" | "hex"; readonly bits: number },
  offset: number,
): Decoded {
  const builder = new Builder(text.length);
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (run.length < shortestRun + offset) {
      continue;
    }
    const positions = positionsOf(run, index).subarray(offset);
    const characters = run.replaceAll(/[\r\n]/g, "").slice(offset);
    const bytes = Buffer.from(characters, name).toString("latin1");
    for (let byte = 0; byte < bytes.length; byte++) {
      const first = Number(positions[Math.floor((byte * 8) / bits)]);
      const last = Number(positions[Math.floor((byte * 8 + 7) / bits)]);
      builder.add(bytes.charAt(byte), Number(starts[first]), Number(ends[last]));
    }
    builder.add("\0", Number(ends[index + run.length - 1]), Number(ends[index + run.length - 1]));
  }
  return builder.decoded();
}

/** Positions of the characters of a run that are no line breaks. */
function positionsOf(run: string, index: number): Int32Array {
  const positions = new Int32Array(run.length);
  let count = 0;
  for (let at = 0; at < run.length; at++) {
    if (run[at] !== "\n" && run[at] !== "\r") {
      positions[count++] = index + at;
    }
  }
  return positions.subarray(0, count);
}

class Builder {
  readonly #parts: string[] = [];
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #length = 0;

  constructor(longest: number) {
    this.#starts = new Int32Array(longest + 1);
    this.#ends = new Int32Array(longest + 1);
  }

  copy(text: string, starts: Int32Array, ends: Int32Array, from: number, to: number): void {
    this.#parts.push(text.slice(from, to));
    this.#starts.set(starts.subarray(from, to), this.#length);
    this.#ends.set(ends.subarray(from, to), this.#length);
    this.#length += to - from;
  }

  add(characters: string, start: number, end: number): void {
    this.#parts.push(characters);
    for (let unit = 0; unit < characters.length; unit++) {
      this.#starts[this.#length] = start;
      this.#ends[this.#length] = end;
      this.#length++;
    }
  }

  decoded(): Decoded {
    return {
      text: this.#parts.join(""),
      starts: this.#starts.subarray(0, this.#length),
      ends: this.#ends.subarray(0, this.#length),
    };
  }
}
