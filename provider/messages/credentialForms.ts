/** Replaces what has the form of a credential. */
const mark = "[secret]";

/**
 * Names of credentials as connection strings, signed URLs and JSON write them, and the value behind an equals sign or a
 * colon. A value ends at the delimiters of these forms.
 */
const named =
  /(["']?\b[\w-]*(?:key|secret|password|passwd|pwd|passphrase|token|credentials?|sig|signature)["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s"';&,}]+)/gi;

/** The password in a URL. */
const inUrl = /(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;

/** A token behind its scheme. */
const bearer = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi;

/** A key in PEM, also one on a single line. */
const pem = /-----BEGIN [A-Z ]*KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*-----|$)/g;

/**
 * Replaces what has the form of a credential in a text that a service wrote about something this process does not know,
 * such as the connection of a flow: secrets are otherwise recognised by their values. It rather hides too much.
 */
export function withoutCredentials(text: string): string {
  return text
    .replaceAll(pem, mark)
    .replaceAll(inUrl, `$1${mark}`)
    .replaceAll(bearer, `$1 ${mark}`)
    .replaceAll(named, `$1${mark}`);
}
