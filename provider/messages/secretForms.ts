import { unescapedForms } from "./encodings";

/** Shorter texts are too common: replacing them would make messages unreadable and hide nothing. */
const shortest = 4;
/** Shorter parts of a secret are names and numbers that occur in any message. */
const shortestPart = 8;
/** A cut secret is recognised by this many characters. */
export const shortestCut = 8;
/** Length of the pieces by which any part of a random key is recognised. */
export const pieceLength = 10;

/**
 * Values of connection strings that are the same for everybody: protocols, and the endpoint suffixes of Azure's clouds. They
 * are part of every URL of a storage account, so hiding them only makes messages unreadable.
 */
const publicValues: ReadonlySet<string> = new Set([
  "http",
  "https",
  "core.windows.net",
  "core.chinacloudapi.cn",
  "core.usgovcloudapi.net",
  "core.cloudapi.de",
]);

/** The texts by which secrets are recognised in decoded text. */
export interface SecretForms {
  readonly whole: readonly string[];
  /** Texts of which a service may show only the beginning or the end. */
  readonly cuttable: readonly string[];
  /** All pieces of random keys: they occur in no other text. */
  readonly pieces: ReadonlySet<string>;
}

/** All forms of some secrets. */
export function secretForms(secrets: Iterable<string>): SecretForms {
  const forms = [...new Set(secrets)].flatMap(unescapedForms).flatMap(asBytes);
  const ownPieces = forms.flatMap(piecesOf).filter((piece) => !isPublic(valueIn(piece)));
  const values = ownPieces.map(valueIn);
  const passwords = forms.flatMap((form) => /:\/\/[^/:@\s]*:([^/@\s]+)@/.exec(form)?.[1] ?? []);
  const parts = [...ownPieces, ...values].filter((part) => part.length >= shortestPart);
  const whole = [...forms, ...passwords, ...parts].filter((form) => form.length >= shortest).map(folded);
  const cuttable = values
    .filter((value) => value.length > shortestCut && !/^\w+:\/\//.test(value))
    .map(folded);
  const pieces = values.filter(isRandom).flatMap((value) => slices(folded(value)));
  return { whole: [...new Set(whole)], cuttable: [...new Set(cuttable)], pieces: new Set(pieces) };
}

/** Forms write a space as a plus sign, so both count as the same character. */
export function folded(text: string): string {
  return text.replaceAll("+", " ");
}

// Base64 and hex are decoded to bytes.
function asBytes(text: string): string[] {
  const bytes = Buffer.from(text).toString("latin1");
  return bytes === text ? [text] : [text, bytes];
}

// Services also quote parts of a connection string or of a signed address.
function piecesOf(secret: string): string[] {
  return secret.split(/[;&?\r\n]/);
}

function valueIn(piece: string): string {
  const [, value] = /^[\w .-]{1,40}=(.*[^=].*)$/s.exec(piece) ?? [];
  return value ?? piece;
}

function isPublic(value: string): boolean {
  return publicValues.has(value.toLowerCase());
}

function isRandom(value: string): boolean {
  if (!/^[\w+/=~.-]{16,}$/.test(value)) {
    return false;
  }
  const isHex = /^[\da-f]{24,}$/i.test(value);
  return isHex || [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));
}

function slices(text: string): string[] {
  return Array.from({ length: text.length - pieceLength + 1 }, (_, at) => text.slice(at, at + pieceLength));
}
