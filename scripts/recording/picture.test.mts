import { expect, test } from "vitest";
import { animatedPicture } from "./picture.mjs";
import { framesOf } from "./screen.mjs";

const size = { columns: 40, rows: 2 };
const picture = async (...texts: string[]) => {
  const outputs = texts.map((text, at) => ({ at, text }));
  return animatedPicture({
    ...size,
    title: "a < b",
    description: "All.",
    frames: await framesOf(outputs, size),
  });
};
const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text);

test("a line is in the picture once for each of its states", async () => {
  const svg = await picture("one\r\nbusy", "\r\u001b[Kdone", "\r\nthree");
  expect(textsOf(svg).toSorted()).toEqual(["busy", "done", "one", "three"]);
  expect(svg).toContain("25%{transform");
});

test("without animation, the end is visible: lines that were replaced are hidden, and the first are scrolled away", async () => {
  const svg = await picture("one\r\nbusy", "\r\u001b[Kdone\r\nthree");
  const [, hidden = ""] = /<g class="(v\d+)"><text [^>]*>busy</.exec(svg) ?? [];
  expect(svg).toContain(`.${hidden}{visibility:hidden;`);
  const [, visible = ""] = /<g class="(v\d+)"><text [^>]*>done</.exec(svg) ?? [];
  expect(svg).toContain(`.${visible}{visibility:visible;`);
  expect(svg).toContain(".s{transform:translateY(-16px);");
  expect(svg).toMatch(/@media\(prefers-reduced-motion:reduce\)\{[^}]*animation:none/);
});

test("every part of a line is at its column, as wide as its characters in any font", async () => {
  const svg = await picture("  a\u001b[32m  green one\u001b[0m  <&>");
  expect(svg).toContain('<text x="22.4" y="20" textLength="7.2">a</text>');
  expect(svg).toContain('<text x="44" y="20" textLength="64.8" class="green">green one</text>');
  expect(svg).toContain(">&lt;&amp;&gt;</text>");
});

test("it has colours for light and dark, texts for screen readers, and no script", async () => {
  const svg = await picture("one");
  expect(svg).toContain('<title id="title">a &lt; b</title>');
  expect(svg).toContain('<desc id="description">All.</desc>');
  expect(svg).toContain("@media(prefers-color-scheme:dark)");
  expect(svg).not.toMatch(/<script|href|url\((?!#screen\))/);
});
