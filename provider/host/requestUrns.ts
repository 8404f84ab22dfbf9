import { createRequire } from "node:module";
import type { JsonObject } from "../values/json";

/** A message of Pulumi's protocol for providers, as far as it is used here. */
interface Request {
  getUrn?: () => string;
}

interface Properties {
  toJavaScript: () => unknown;
}

/** The requests that name a resource, and the getter of the properties that the host passes to a provider. */
const getters = { CheckRequest: "getNews", CreateRequest: "getProperties", DiffRequest: "getOlds" } as const;

const urns = new WeakMap<object, string>();
let isWatching = false;

/** The URN of the resource that these properties were received for. `undefined` if the host does not show it. */
export function urnOf(properties: JsonObject): string | undefined {
  return urns.get(properties);
}

/**
 * Begins to remember the URNs of requests. The engine sends a URN with each, but the host passes only the properties to a
 * dynamic provider. The getter of the properties is called once per request, and the object that it leads to is the one
 * that the provider receives. If a later version of the host works in another way, URNs stay unknown.
 */
export function watchRequestUrns(hostProgram: string): void {
  if (isWatching) {
    return;
  }
  isWatching = true;
  try {
    const messages: Record<string, { prototype: Record<string, unknown> } | undefined> =
      createRequire(hostProgram)("../../proto/provider_pb");
    for (const [name, getter] of Object.entries(getters)) {
      const prototype = messages[name]?.prototype;
      const original = prototype?.[getter];
      if (prototype !== undefined && typeof original === "function") {
        prototype[getter] = function (this: Request) {
          return remembering(original.call(this), this.getUrn?.());
        };
      }
    }
  } catch {
    // Another structure of Pulumi's package.
  }
}

function remembering(properties: Properties | undefined, urn: string | undefined): Properties | undefined {
  if (properties === undefined || urn === undefined || urn === "") {
    return properties;
  }
  const convert = properties.toJavaScript.bind(properties);
  properties.toJavaScript = () => {
    const converted = convert();
    if (typeof converted === "object" && converted !== null) {
      urns.set(converted, urn);
    }
    return converted;
  };
  return properties;
}
