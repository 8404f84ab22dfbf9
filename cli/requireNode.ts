import { nodeProblem } from "../provider/requirements";

// The first import of the command: with an older Node.js, other modules fail with errors that do not name the cause.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(`${problem}`);
  process.exit(1);
}
