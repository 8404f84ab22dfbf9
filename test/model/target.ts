import type { ResourceCase } from "../support/resourceCases";
import type { Target } from "./plan";
import type { WireRequest } from "./wire";

/** Whether a request is the one that a disturbance waits for. */
export function targetMatches(
  target: Target,
  { method, path }: WireRequest,
  resource: ResourceCase,
  number: number,
): boolean {
  if (typeof target === "number") {
    return target === number;
  }
  const isCollection = path === resource.path;
  const isBelow = path.startsWith(`${resource.path}/`);
  const isEntity = isBelow && !path.slice(resource.path.length + 1).includes("/");
  const { endStateCollection: elsewhere } = resource;
  const isEndState = elsewhere === undefined ? isBelow && !isEntity : path.startsWith(`${elsewhere}/`);
  switch (target) {
    case "create":
      return method === "POST" && isCollection;
    case "change":
      return method === (resource.write ?? "PATCH") && isEntity;
    case "endState":
      return method !== "GET" && isEndState;
    case "delete":
      return method === "DELETE" && isEntity;
    case "read":
      return method === "GET" && isEntity;
    case "list":
      return method === "GET" && isCollection;
  }
}
