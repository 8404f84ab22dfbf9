import { Problem } from "../messages/problem";

/** A URL path below a service's origin, with every value in it escaped. Created by {@link path} and {@link withQuery}. */
export class UrlPath {
  readonly #text: string;

  /** @internal */
  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  /**
   * The path in messages, whose first line must stay readable. An encoded filter, which can contain data, and other
   * values that are too long to be read are left out.
   */
  get shown(): string {
    return this.#text.replaceAll(/([?&](?:filters=|[^=&]+=(?=[^&]{200})))[^&]+/g, "$1…");
  }
}

/**
 * Tag for URL paths: each text value becomes exactly one path segment, so that no name, id or filter can change the URL
 * that a request is sent to.
 *
 * @example path`/data/foundation/flowservice/flows/${id}`
 */
export function path(texts: TemplateStringsArray, ...values: readonly (string | UrlPath)[]): UrlPath {
  const escaped = values.map((value) => {
    if (value instanceof UrlPath) {
      return value.toString();
    }
    if (value === "" || value === "." || value === "..") {
      throw new Problem({
        what: `${JSON.stringify(value)} is not a valid id: it cannot be part of a URL path.`,
      });
    }
    return encodeURIComponent(value.toWellFormed());
  });
  return new UrlPath(String.raw(texts, ...escaped));
}

/** A path that is written in the code. For a path with a value in it, use {@link path}. */
export function constantPath(text: `/${string}`): UrlPath {
  return new UrlPath(text);
}

/** Adds query parameters; those that are `undefined` are left out, an array repeats its parameter. */
export function withQuery(
  base: UrlPath,
  query: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
): UrlPath {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [value].flat().map((one) => `${name}=${encodeURIComponent(String(one).toWellFormed())}`),
  );
  return pairs.length === 0 ? base : new UrlPath(`${base}?${pairs.join("&")}`);
}
