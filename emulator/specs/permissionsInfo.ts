import type { JsonObject } from "../core/json";

/** The permissions that a spec needs, as responses name them: those of streaming sources or those of all others. */
export function permissionsInfo(isStreaming: boolean): JsonObject {
  const name = isStreaming ? "StreamingSource" : "EnterpriseSource";
  const entry = (permission: string) => [{ "@type": "lowLevel", name, permissions: [permission] }];
  return { view: entry("read"), manage: entry("write") };
}
