import { expect, test } from "vitest";
import { sessionWith } from "../../test/support/session";
import { type NeededConnections, neededConnections } from "./neededConnections";

const ours = "/subscriptions/s/resourceGroups/g/providers/n/t/a/privateEndpointConnections/ours";
const other = ours.replace("ours", "other");
const otherCase = ours.toUpperCase();

test.each<[string, (needed: NeededConnections) => void, boolean]>([
  ["nothing", () => {}, false],
  ["a create that was checked", (needed) => needed.noteCreation("E"), true],
  ["a create for another endpoint", (needed) => needed.noteCreation("f"), false],
  ["an approval of the same connection", (needed) => needed.noteApproved(otherCase, "e"), true],
  [
    "an approval of another connection of the endpoint",
    (needed) => {
      needed.noteCreation("e");
      needed.noteApproved(other, "e");
    },
    false,
  ],
  [
    "an approval, and a create checked afterwards",
    (needed) => {
      needed.noteApproved(ours, "e");
      needed.noteCreation("e");
    },
    true,
  ],
  ["an unchanged approval", (needed) => needed.noteKept(`${otherCase}/`), true],
  [
    "a refresh",
    (needed) => {
      needed.noteRead(ours);
      needed.noteKept(otherCase);
    },
    false,
  ],
  [
    "a refresh, and an unchanged approval afterwards",
    (needed) => {
      needed.noteRead(otherCase);
      needed.noteKept(ours);
      needed.noteKept(ours);
    },
    true,
  ],
])("After %s, whether a connection is needed is known.", (_what, happened, isNeeded) => {
  const needed = neededConnections(sessionWith({}));
  happened(needed);
  expect(needed.isNeeded(ours, "e")).toBe(isNeeded);
});

test("Each process has its own connections.", () => {
  const [session, next] = [sessionWith({}), sessionWith({})];
  neededConnections(session).noteKept(ours);
  expect(neededConnections(session).isNeeded(ours, "e")).toBe(true);
  expect(neededConnections(next).isNeeded(ours, "e")).toBe(false);
});
