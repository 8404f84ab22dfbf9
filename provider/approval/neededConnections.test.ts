import { expect, test } from "vitest";
import { kindFacts } from "../kinds";
import { RunRecord } from "../session/runRecord";
import { unknownValue } from "../values/unknown";
import { isNeeded, noteApproved } from "./neededConnections";

const ours = "/subscriptions/s/resourceGroups/g/providers/n/t/a/privateEndpointConnections/ours";
const other = ours.replace("ours", "other");
const otherCase = ours.toUpperCase();
const { noun } = kindFacts.azurePrivateEndpointApproval;
const checked = (run: RunRecord, privateEndpointId: string) =>
  run.noteCreation(noun, privateEndpointId, { privateEndpointId });

test.each<[string, (run: RunRecord) => void, boolean]>([
  ["nothing", () => {}, false],
  ["a create that was checked", (run) => checked(run, "E"), true],
  ["a create for another endpoint", (run) => checked(run, "f"), false],
  ["a create for a new endpoint", (run) => checked(run, unknownValue), false],
  ["a create of another kind", (run) => run.noteCreation("flow", "e", { privateEndpointId: "e" }), false],
  ["an approval of the same connection", (run) => noteApproved(run, otherCase, "e"), true],
  [
    "an approval of another connection of the endpoint",
    (run) => {
      checked(run, "e");
      noteApproved(run, other, "e");
    },
    false,
  ],
  [
    "an approval, and a create checked afterwards",
    (run) => {
      noteApproved(run, ours, "e");
      checked(run, "e");
    },
    true,
  ],
  ["an unchanged approval", (run) => run.kept.add(`${otherCase}/`), true],
])("After %s, whether a connection is needed is known.", (_what, happened, needed) => {
  const run = new RunRecord();
  happened(run);
  expect(isNeeded(run, ours, "e")).toBe(needed);
});
