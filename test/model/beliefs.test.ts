import { expect, test } from "vitest";
import { resourceCases } from "../support/resourceCases";
import { Belief, programOf } from "./beliefs";

const id = "4efc72d0-791c-40d5-b45a-753e084c330d";

/** The field that foreign clients edit is also the one that programs change. */
const edited = resourceCases.filter(
  ({ change, drift }) => drift !== undefined && change !== undefined && drift.field in change.inputs,
);

test.each(edited)(
  "After an update of a $kind that failed in a later step, the service has what it wrote.",
  (resource) => {
    const first = { ...resource.complete };
    const changed = programOf(resource, first, ["change"]);
    const belief = new Belief(resource);
    belief.succeeded("create", changed, id);
    const unchanged = programOf(resource, first, []);
    belief.begin();
    belief.failed("same", true, unchanged, id);
    belief.begin();
    belief.succeeded("update", unchanged, id);
    expect(belief.onService?.own).toEqual(unchanged.inputs);
  },
);

test.each(edited)(
  "An edit during an update of a $kind that failed in a later step comes after its write.",
  (resource) => {
    const first = { ...resource.complete };
    const field = resource.drift?.field ?? "";
    const belief = new Belief(resource);
    belief.succeeded("create", programOf(resource, first, ["change"]), id);
    const unchanged = programOf(resource, first, []);
    belief.begin();
    belief.edited(id, { [field]: "theirs" });
    belief.failed("same", true, unchanged, id);
    belief.begin();
    belief.succeeded("update", unchanged, id);
    expect(belief.onService?.own[field]).toBe("theirs");
  },
);
