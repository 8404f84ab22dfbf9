import { isJsonObject } from "../values/json";

/** Services below this path were seen to respond to a missing permission with 401, where all others respond with 403. */
const servicesPath = "/data/core/";

/**
 * Whether an error response says that the credential lacks a permission, so that another token would be refused too. A
 * 401 of the gateway, which has a code, is about the token itself.
 */
export function isMissingPermission(path: string, status: number, body: unknown): boolean {
  return (
    status === 403 ||
    (status === 401 && path.startsWith(servicesPath) && isJsonObject(body) && body.error_code === undefined)
  );
}
