// @ts-nocheck It runs in browsers, whose types the project does not have.
// The search box of every page. The sections are loaded with the first use, because they are all texts of the site.
import { excerptOf, searchIn } from "./find.mjs";

const root = new URL(".", document.currentScript.src);
const form = document.getElementById("search");
const field = form.querySelector("input");
const results = document.getElementById("results");
const status = results.querySelector("[role=status]");
const list = results.querySelector("ol");
form.hidden = false;

let search;
let isLoading = false;
const load = () => {
  if (!isLoading) {
    isLoading = true;
    const script = document.createElement("script");
    // A page in a file may load scripts, but no other data.
    script.src = new URL("search-sections.js", root);
    script.addEventListener("load", () => {
      search = searchIn(globalThis.searchSections);
      show();
    });
    document.head.append(script);
  }
};

const itemOf = ({ url, page, heading, text, words }) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(url, root);
  const title = document.createElement("strong");
  title.textContent = heading === page ? page : `${page}: ${heading}`;
  const excerpt = document.createElement("span");
  for (const part of excerptOf(text, words)) {
    const element = document.createElement(part.fits ? "mark" : "span");
    element.textContent = part.text;
    excerpt.append(element);
  }
  link.append(title, excerpt);
  item.append(link);
  return item;
};

const show = () => {
  const query = field.value.trim();
  results.hidden = query === "";
  const found = query === "" || search === undefined ? [] : search(query);
  list.replaceChildren(...found.map(itemOf));
  const result = found.length === 0 ? "No page contains these words." : `Best ${found.length} places`;
  status.textContent = search === undefined ? "Loading the texts of all pages" : result;
};

const close = () => {
  results.hidden = true;
};

const move = (event, step) => {
  const stops = [field, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next !== undefined && !results.hidden) {
    event.preventDefault();
    next.focus();
  }
};

field.addEventListener("focus", () => {
  load();
  show();
});
field.addEventListener("input", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
// A link to a section of this page leaves the page open.
list.addEventListener("click", close);
form.addEventListener("focusout", ({ relatedTarget }) => {
  if (!form.contains(relatedTarget)) {
    close();
  }
});
form.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") {
    move(event, 1);
  } else if (event.key === "ArrowUp") {
    move(event, -1);
  } else if (event.key === "Escape") {
    field.focus();
    close();
  }
});
document.addEventListener("keydown", (event) => {
  const isTyping = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
  }
});
