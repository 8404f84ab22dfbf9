import { hostError } from "./host/hostError";
import { nodeProblem } from "./requirements";

// The first import of the provider: with an older Node.js, other modules fail with errors that do not name the cause.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  throw hostError({ message: problem }, undefined);
}
