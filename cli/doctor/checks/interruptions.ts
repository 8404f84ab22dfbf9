import { lockLine, operationLine } from "../../interruptions";
import type { HeldLock } from "../../recover/locks";
import { type Check, type CheckResult, failure, ok, skipped, warning } from "../check";

const recover = "When no run of Pulumi uses the stack: npx pulumi-aep recover, then pulumi up.";

/** Operations that a run of Pulumi has started and not finished: after a killed run, the next one would repeat them. */
export const operations: Check = {
  name: "operations",
  run: async ({ project }) => {
    if (project.is !== "read") {
      return [skipped("not checked: there is no stack")];
    }
    const { operations, locks } = project.interruptions;
    if (operations.length === 0) {
      return [ok("no operation is interrupted")];
    }
    const lines = [`${operations.length} not finished:`, ...operations.map(operationLine)].join("\n");
    // With a lock, they may belong to a run in progress.
    return [locks?.length === 0 ? failure(lines, recover) : warning(lines, recover)];
  },
};

/** Locks on the stack: no other run can start. */
export const locks: Check = {
  name: "locks",
  run: async ({ project }) => {
    if (project.is !== "read") {
      return [skipped("not checked: there is no stack")];
    }
    const { locks } = project.interruptions;
    if (locks === undefined) {
      return [skipped("not checked: this backend does not keep locks in local files")];
    }
    return locks.length === 0 ? [ok("the stack is not locked")] : locks.map(resultOf);
  },
};

function resultOf(lock: HeldLock): CheckResult {
  if (lock.state.is === "ended") {
    return failure(lockLine(lock), recover);
  }
  const wait = "Wait until it ends. If it was killed: npx pulumi-aep recover.";
  return warning(
    lock.state.is === "unclear" ? `${lockLine(lock)} ${lock.state.because}` : lockLine(lock),
    wait,
  );
}
