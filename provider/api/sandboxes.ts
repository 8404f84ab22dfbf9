import type { Scope } from "../config/realm";
import { constantPath, withQuery } from "../http/path";
import { isJsonObject } from "../values/json";
import type { Gateway } from "./gateway";
import { Platform } from "./platform";

/** Whether the data of a sandbox is productive. */
export type SandboxType = "production" | "development";

/** An organisation has at most 75 sandboxes. */
const pageSize = 100;

/** Sandbox management: the part that every credential may use. */
export class Sandboxes {
  readonly #platform: Platform;

  constructor(gateway: Gateway, scope: Scope) {
    this.#platform = new Platform(gateway, scope);
  }

  /** Types of the sandboxes that the credential may use, by name; without those whose type is not documented. */
  async types(): Promise<ReadonlyMap<string, SandboxType>> {
    const path = withQuery(constantPath("/data/foundation/sandbox-management/"), { limit: pageSize });
    const { body } = await this.#platform.send({ method: "GET", path });
    const sandboxes = isJsonObject(body) && Array.isArray(body.sandboxes) ? body.sandboxes : [];
    return new Map(
      sandboxes.flatMap((sandbox) =>
        isJsonObject(sandbox) && typeof sandbox.name === "string" && isSandboxType(sandbox.type)
          ? [[sandbox.name, sandbox.type] as const]
          : [],
      ),
    );
  }
}

function isSandboxType(type: unknown): type is SandboxType {
  return type === "production" || type === "development";
}
