import { RunError } from "@pulumi/pulumi";
import { nodeProblem } from "../provider/requirements";

// The first import of a program's entry points: with an older Node.js, the provider fails in the middle of an update.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  // Pulumi prints it without a stack.
  throw new RunError(problem);
}
