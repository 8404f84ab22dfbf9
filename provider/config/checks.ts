/** A text without the white space around it; `undefined` when nothing is left. */
export function nonEmpty(text: string | undefined): string | undefined {
  // A value from a file often ends with a line break, which no header accepts.
  return text?.trim() || undefined;
}

/**
 * Refuses a credential or a name with a character that a header cannot contain, such as a quotation mark that a text
 * editor has changed. The error does not quote the text, which may be secret.
 */
export function headerText(text: string): void {
  const position = [...text].findIndex((character) => !/^[\x20-\x7e]$/.test(character));
  const code = [...text][position]?.codePointAt(0);
  if (code !== undefined) {
    const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    throw new Error(
      `its character ${position + 1} of ${[...text].length} is ${name}, but it may only contain letters without accents, digits and ASCII punctuation. ` +
        "A text editor or a chat program may have changed it",
    );
  }
}

/** Refuses any text but `auto` and `off`. */
export function autoOrOff(text: string): void {
  if (text !== "auto" && text !== "off") {
    throw new Error(`"${text}" is neither "auto" nor "off"`);
  }
}

const switchTexts: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

/** The meaning of a text that switches something on or off, in upper or lower case; `undefined` if it has none. */
export function switchIn(text: string): boolean | undefined {
  return switchTexts.get(text.toLowerCase());
}

/** Refuses any text that does not switch something on or off: a misspelt `true` must not mean `false`. */
export function trueOrFalse(text: string): void {
  if (switchIn(text) === undefined) {
    throw new Error(`"${text}" is neither "true" nor "false"`);
  }
}

/** Refuses a text that is not a number above 0. */
export function positiveNumber(text: string): void {
  if (!(Number(text) > 0)) {
    throw new Error(`"${text}" is not a number above 0`);
  }
}

/** Refuses a URL without TLS. Azure's sign-in accepts no other, not even on the same machine. */
export function httpsUrl(text: string): void {
  secureUrl(text);
  if (!text.startsWith("https://")) {
    throw new Error(`"${text}" must begin with https://`);
  }
}

/** Refuses a URL that a token or a client secret must not be sent to: in clear only to the same machine. */
export function secureUrl(text: string): void {
  const url = URL.parse(text);
  if (url === null) {
    throw new Error(`"${text}" is not a URL`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new Error("a URL must not contain a user or a password");
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url))) {
    throw new Error(`"${text}" must begin with https:// (http:// is accepted for loopback addresses only)`);
  }
}

/** Whether a URL is on this machine, where there are emulators and no services. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
}
