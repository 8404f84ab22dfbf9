import { type ResourceCase, resourceCases } from "../resourceCases";
import type { FaultCase } from "./faultCases";

/** Which faults a case is tested with. */
export type FaultChoice = (resource: ResourceCase, fault: FaultCase) => boolean;

/** Folder of a service in the paths of its collections. */
const serviceOf = ({ path }: ResourceCase) => path.split("/").slice(0, 4).join("/");

const firstOfService = new Set([...Map.groupBy(resourceCases, serviceOf).values()].map(([first]) => first));

/** One of each manner: the HTTP client of all kinds treats the others alike. A response that comes too late takes real time. */
function isTypical({ fault }: FaultCase): boolean {
  switch (fault.kind) {
    case "slow":
      return false;
    case "answer":
      return fault.status === 500;
    case "throttled":
      return fault.retryAfter === undefined;
    case "gatewayError":
      return fault.code === "403003";
    default:
      return true;
  }
}

/**
 * Whether `npm test` tests this combination, and not only the long series: one kind of each service meets every fault, the
 * other kinds the typical ones. Variants of a kind share its definition.
 */
export const isRepresentative: FaultChoice = (resource, fault) =>
  firstOfService.has(resource) || (resource.variant === undefined && isTypical(fault));
