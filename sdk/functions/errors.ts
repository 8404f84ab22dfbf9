import { RunError } from "@pulumi/pulumi";
import { Problem } from "../../provider/messages/problem";

/**
 * @internal Runs a function of a program. Pulumi prints a `RunError` without a stack and without the text of the program: a
 * message for users explains itself. The stack of any other error shows a bug.
 */
export async function withRunErrors<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof Problem ? new RunError(error.message) : error;
  }
}
