import { computed, signal } from "@preact/signals";

/** A view with the parts of its address, and its query. */
export interface Route {
  readonly view: string;
  readonly parts: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

const address = signal(location.hash);
addEventListener("hashchange", () => {
  address.value = location.hash;
});

/** The view that the address names. */
export const route = computed<Route>(() => {
  const [path = "", search = ""] = address.value.replace(/^#\/?/, "").split("?");
  const [view = "", ...parts] = path.split("/").map(decodeURIComponent);
  return { view: view || "contents", parts, query: Object.fromEntries(new URLSearchParams(search)) };
});

/** The address of a view, for links. */
export function hrefOf(
  view: string,
  parts: readonly string[] = [],
  query: Record<string, string> = {},
): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  const path = [view, ...parts].map(encodeURIComponent).join("/");
  return `#/${path}${search.size === 0 ? "" : `?${search}`}`;
}

/** Changes the query of the view that is shown, without a new entry in the browser's history. */
export function setQuery(change: Record<string, string>): void {
  const { view, parts, query } = route.value;
  history.replaceState(null, "", hrefOf(view, parts, { ...query, ...change }));
  address.value = location.hash;
}

/** Opens a view. */
export function open(href: string): void {
  location.hash = href;
}
