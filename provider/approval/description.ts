import type { Json } from "../values/json";

/** Description of an approval that the program does not describe: which program approved it. */
export function defaultDescription(project: string, stack: string, resource: string): string {
  return `Approved by Pulumi: project ${project}, stack ${stack}, resource ${resource}`;
}

/**
 * The meaning of a description: default ones mean the same, because a renamed stack or resource is no reason for an
 * update. Azure keeps the description of the moment of the approval.
 */
export function meaningOfDescription(description: Json): Json {
  return typeof description === "string" &&
    /^Approved by Pulumi: project .+, stack .+, resource .+$/.test(description)
    ? defaultDescription("*", "*", "*")
    : description;
}
