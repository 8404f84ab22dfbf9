import { Invalid } from "../core/refusal";
import { codedRefusal } from "../specs/errors";

/** The code with which the Flow Service refuses a request for which a shared check throws. */
export function flowServiceCode(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    if (error instanceof Invalid) {
      return codedRefusal(error).code;
    }
    throw error;
  }
  throw new Error("the check throws nothing");
}
