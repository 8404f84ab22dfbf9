// The page with what a change does, for all resources.
import { tableLines } from "./blocks.mjs";
import { fileOf, titleOf } from "./resource-page.mjs";
import { changesOf } from "./resource-sections.mjs";

/**
 * The text of the page.
 *
 * @param {readonly import("./kind-data.mjs").KindData[]} kinds
 */
export function changesPage(kinds) {
  const rows = kinds.map((kind) => {
    const { createFirst, deleteFirst, refused, updated, recorded, noted } = changesOf(kind);
    return [
      `[${titleOf(kind.className)}](resources/${fileOf(kind.className)}#changes)`,
      ...[createFirst, deleteFirst, updated, recorded, [...refused, ...noted]].map((names) =>
        names.join(", "),
      ),
    ];
  });
  return [
    "# What a change does",
    "",
    "Whether a changed argument updates the entity or replaces it. In a replacement, the new entity is created before the old",
    'one is deleted, or the old one is deleted first. "Other" arguments cannot change, or are another form of some that are',
    "sent, or permit something: their texts say what a change does. Rules for all resources: [resources.md](../resources.md).",
    "",
    ...tableLines(
      [
        "resource",
        "replaced, new one first",
        "replaced, old one deleted first",
        "updated in place",
        "recorded without a request",
        "other",
      ],
      rows,
    ),
    "",
  ].join("\n");
}
