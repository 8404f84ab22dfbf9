import * as pulumi from "@pulumi/pulumi";
import { reportUnknownKeys } from "../provider/config/unknownKeys";

/**
 * Warns about keys of the stack config that this package does not read, once in a process. The provider's process does so
 * too, but it is not started for functions, and one of an explicit provider does not see the stack config.
 */
export function warnOfUnknownKeys(): void {
  reportUnknownKeys(Object.keys(pulumi.runtime.allConfig()), pulumi.getProject(), (message) => {
    void pulumi.log.warn(message);
  });
}
