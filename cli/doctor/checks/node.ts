import { nodeProblem } from "../../../provider/requirements";
import { type Check, failure, ok } from "../check";

/** The version of Node.js: Pulumi runs programs and this package with it. */
export const node: Check = {
  name: "Node.js",
  run: async ({ node }) => {
    const [problem, fix] = nodeProblem(node)?.split("\n") ?? [];
    return [problem === undefined ? ok(node) : failure(problem, fix)];
  },
};
